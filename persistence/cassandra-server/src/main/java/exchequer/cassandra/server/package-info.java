/** What runs inside the child process that is the development Cassandra. */
package exchequer.cassandra.server;
