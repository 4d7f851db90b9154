/** A light load generator, and what compares the ledger with its peers. */
package exchequer.load.bench;
