package exchequer.load.ledger;

/** The ledger does not do what a run needs. The message is for whoever started it. */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LedgerException(String message) {
    super(message);
  }
}
