package exchequer.storage;

import java.util.concurrent.TimeoutException;

/** The time for a page of a statement is over before it was found. The message is for clients. */
public final class SlowStatementException extends TimeoutException {
  private static final long serialVersionUID = 1L;

  public SlowStatementException(String message) {
    super(message);
  }
}
