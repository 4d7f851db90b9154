/**
 * The ledger's durable form: how its events and what is written behind them become bytes, and the
 * tables they lie in.
 */
package exchequer.storage;
