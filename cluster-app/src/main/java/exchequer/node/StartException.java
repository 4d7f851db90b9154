package exchequer.node;

/** The node cannot start. The message says what is wrong and what to do, for the operator. */
public final class StartException extends RuntimeException {
  public StartException(String message) {
    super(message);
  }

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
