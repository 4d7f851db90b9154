package exchequer.process;

/** A book lost what it cannot work without; its supervisor starts it again from the log. */
public final class BookFailedException extends RuntimeException {
  BookFailedException(String what, Throwable cause) {
    super(what + " failed: " + cause, cause);
  }
}
