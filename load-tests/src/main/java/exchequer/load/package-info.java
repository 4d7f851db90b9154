/** Load on a ledger: what starts a run of Gatling, and what it ends with. */
package exchequer.load;
