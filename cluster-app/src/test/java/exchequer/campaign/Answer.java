package exchequer.campaign;

/**
 * What a client was told.
 *
 * @param reason of an answer other than success; else empty
 * @param replayed whether the ledger says that an earlier send of the same id did it
 */
record Answer(Kind kind, String reason, boolean replayed) {
  enum Kind {
    POSTED,
    REFUSED,
    IN_FLIGHT,
    NOT_FOUND,
    /** An account or a statement. */
    READ,
    NOT_DONE,
    UNKNOWN,
    /** None of the contract's. */
    WRONG
  }

  /**
   * A version 7 id whose time the node takes for the future; the ledger has not recorded the id.
   */
  static final Answer FROM_FUTURE = new Answer(Kind.NOT_DONE, "TRANSFER_ID_FROM_FUTURE", false);

  static final Answer READ = new Answer(Kind.READ, "", false);
  static final Answer IN_FLIGHT = new Answer(Kind.IN_FLIGHT, "", false);
  static final Answer NOT_FOUND = new Answer(Kind.NOT_FOUND, "", false);

  static Answer posted(boolean replayed) {
    return new Answer(Kind.POSTED, "", replayed);
  }

  static Answer refused(String reason, boolean replayed) {
    return new Answer(Kind.REFUSED, reason, replayed);
  }

  static Answer unknown(String reason) {
    return new Answer(Kind.UNKNOWN, reason, false);
  }

  boolean isFinal() {
    return kind == Kind.POSTED || kind == Kind.REFUSED;
  }

  /** Whether the book itself has answered. */
  boolean isOfTheBook() {
    return kind != Kind.UNKNOWN && kind != Kind.WRONG && !reason.equals("BOOK_BUSY");
  }

  boolean isSameOutcome(Answer other) {
    return kind == other.kind && reason.equals(other.reason);
  }

  @Override
  public String toString() {
    return kind + (reason.isEmpty() ? "" : " " + reason) + (replayed ? " replayed" : "");
  }
}
