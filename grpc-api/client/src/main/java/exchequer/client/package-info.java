/** A client of the ledger, which sends again what has no answer until the outcome is known. */
package exchequer.client;
