/** Tests of the whole ledger: real nodes, a real Cassandra, real gRPC clients. */
package exchequer.it;
