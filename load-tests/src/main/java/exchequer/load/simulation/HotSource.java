package exchequer.load.simulation;

/** One account pays everyone. */
public final class HotSource extends LedgerSimulation {}
