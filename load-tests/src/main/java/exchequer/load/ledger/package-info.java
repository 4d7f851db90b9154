/** A client of the ledger that keeps count, and the check of what it counted. */
package exchequer.load.ledger;
