/** A node of the ledger: starts all parts in order, stops them in order. */
package exchequer.node;
