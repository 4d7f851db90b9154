/** The ledger for development: an embedded real Cassandra and one or more nodes on loopback. */
package exchequer.dev;
