package exchequer.load.peers;

/** A comparison that can't go on, or found what must not be. The message says which. */
final class PeersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status to end the JVM with
   */
  PeersException(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
