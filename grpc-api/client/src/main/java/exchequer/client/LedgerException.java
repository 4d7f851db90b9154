package exchequer.client;

import java.io.Serial;

/** A read or a change of an account did not succeed, and is not sent again. */
public final class LedgerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient LedgerError error;
  private final boolean outcomeUnknown;

  public LedgerException(LedgerError error, boolean outcomeUnknown) {
    super(error.toString(), error.cause().orElse(null));
    this.error = error;
    this.outcomeUnknown = outcomeUnknown;
  }

  /** That of the last send. */
  public LedgerError error() {
    return error;
  }

  /** Whether one of the sends may have been done all the same. */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
