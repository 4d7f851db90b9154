package exchequer.load.simulation;

/** Transfers between random pairs of all accounts. */
public final class Uniform extends LedgerSimulation {}
