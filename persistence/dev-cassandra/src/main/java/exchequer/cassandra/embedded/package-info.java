/**
 * A real Cassandra as a child process, for development and tests: what is durable there is durable.
 */
package exchequer.cassandra.embedded;
