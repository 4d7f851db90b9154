/** gRPC calls of the ledger as actions of Gatling. */
package exchequer.load.gatling;
