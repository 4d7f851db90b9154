package exchequer.load.simulation;

/** The same load for long, while nodes come and go; see its throughput. */
public final class Scale extends LedgerSimulation {}
