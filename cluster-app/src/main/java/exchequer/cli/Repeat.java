package exchequer.cli;

/** When a request may be sent again without asking the user. */
enum Repeat {
  /** Sending it twice does what sending it once does. */
  ALWAYS,
  /**
   * Only if it is certain that it was not done. For a request with an etag: after the first send
   * was done, the second would be told STALE_ETAG, and the user that it was refused.
   */
  IF_NOT_DONE;

  static Repeat forEtag(String etag) {
    return etag.isEmpty() ? ALWAYS : IF_NOT_DONE;
  }

  boolean allowedAfter(LedgerFailure failure) {
    return failure.isTransient() && (this == ALWAYS || !failure.mayHaveBeenDone());
  }
}
