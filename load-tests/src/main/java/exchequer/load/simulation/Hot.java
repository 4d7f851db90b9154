package exchequer.load.simulation;

/** Everyone pays one account. */
public final class Hot extends LedgerSimulation {}
