package exchequer.load.simulation;

/** The same load for longer, to see what grows. */
public final class Soak extends LedgerSimulation {}
