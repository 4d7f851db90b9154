package exchequer.storage;

/**
 * Names what bytes are. Stored with each of them, so a name once used is never used for something
 * else; the number rises when the same thing is stored in a way that older releases cannot read.
 */
final class Manifest {
  static final String ACCOUNT_OPENED = "account-opened/1";
  static final String ACCOUNT_UPDATED = "account-updated/1";
  static final String ACCOUNT_STATUS_CHANGED = "account-status-changed/1";
  static final String LOCAL_TRANSFER_POSTED = "local-transfer-posted/1";
  static final String TRANSFER_BEGUN = "transfer-begun/1";
  static final String TRANSFER_POSTED = "transfer-posted/1";
  static final String TRANSFER_REFUSED = "transfer-refused/1";
  static final String TRANSFER_RETURNED = "transfer-returned/1";
  static final String CREDIT_ACCEPTED = "credit-accepted/1";
  static final String CREDIT_REFUSED = "credit-refused/1";
  static final String CREDIT_FROM_FUTURE_MET = "credit-from-future-met/1";

  static final String APPEND = "append/1";

  static final String ACCOUNT = "account/1";
  static final String TRANSFER_DECIDED = "transfer-decided/1";
  static final String CREDIT_DECIDED = "credit-decided/1";
  static final String TRANSFER_OUTCOMES = "transfer-outcomes/1";
  static final String ENTRY = "entry/1";
  static final String MARKER = "marker/1";

  /** As before, and with what only a book has that met a credit from the future. */
  static final String MARKER_WITH_CREDITS_AHEAD = "marker/2";

  private Manifest() {}
}
