/** Puts the same work on a ledger and on its peers, all started on this machine. */
package exchequer.load.peers;
