package exchequer.cli;

/** Ends a command whose call failed, once no retry can help any more. */
final class LedgerException extends RuntimeException {
  private final LedgerFailure failure;
  private final boolean outcomeUnknown;

  LedgerException(LedgerFailure failure, boolean outcomeUnknown) {
    super(failure.reason());
    this.failure = failure;
    this.outcomeUnknown = outcomeUnknown;
  }

  LedgerFailure failure() {
    return failure;
  }

  /** Whether one of the sends may have been done. */
  boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
