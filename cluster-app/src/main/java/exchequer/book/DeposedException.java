package exchequer.book;

/** Another owner has taken a book: what this one wrote last does not count. */
final class DeposedException extends RuntimeException {
  private final boolean byAnotherNode;

  DeposedException(int book, long epoch, long newer, boolean byAnotherNode) {
    super(
        "book "
            + book
            + " of epoch "
            + epoch
            + (byAnotherNode ? " was taken over by another node" : " was started again")
            + ", with epoch "
            + newer);
    this.byAnotherNode = byAnotherNode;
  }

  /** Whether a failure has this at its root, with another node as the new owner. */
  static boolean isByAnotherNode(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DeposedException deposed) {
        return deposed.byAnotherNode;
      }
    }
    return false;
  }
}
