package exchequer.fence;

/** What is left out of the fence's protocol, or done otherwise, to see what that part is for. */
enum Flaw {
  /** The whole protocol, as it is. */
  NONE,
  /** A start of a book takes no epoch and fences nobody: all rows have the same epoch. */
  NO_CLAIM,
  /** A claimer takes its epoch, but does not fence the owner before it. */
  NO_FENCE,
  /** A claimer fences the owner before it only when its own epoch is in the owner table. */
  FENCED_AFTER_EPOCH,
  /** An append counts for its owner as soon as Cassandra has acknowledged it. */
  NO_CONFIRM,
  /** The read that confirms an append begins while the append is still on its way. */
  CONFIRMED_TOO_EARLY,
  /** Reads of accounts are answered without a confirm. */
  READS_NOT_CONFIRMED,
  /** A claimer believes the log when its copy of the last row is written, without a confirm. */
  COPY_NOT_CONFIRMED,
  /** A claimer believes the log as it reads it, and copies nothing. */
  NO_COPY,
  /** A claimer writes a row "opened" after the last row, instead of copying the last row. */
  OPENED_ROW,
  /** A claimer reads the log from the marker's append on, whatever rows that number has. */
  READ_FROM_MARKER_ONLY,
  /** An owner of the release before begins also when void rows mislead Akka's filter. */
  OLD_RELEASE_MISLED,
  /** Replay orders rows by their writers' clocks, one of which is ahead, as Akka's filter does. */
  ORDERED_BY_CLOCK
}
