/** The ledger's durable form: how its events and what is written behind them become bytes. */
package exchequer.storage;
