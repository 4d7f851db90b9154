package exchequer.fence;

/** How far an owner is. */
enum Phase {
  /** Has not begun, or has to start over. */
  IDLE,
  /** Has read the owner table; on its way is the write that fences the owner it found there. */
  FENCING,
  /** Has sent the conditional write of the owner table. */
  CLAIMING,
  /** The owner table names this owner; the owner itself may or may not hear so. */
  CLAIMED,
  /** Has read the log's first page. */
  READING,
  /** Has read the log and sent its copy of the last row. */
  COPYING,
  /** Believes the log, with no append on its way. */
  RUNNING,
  /** Has sent an append. */
  APPENDING,
  /**
   * Only with {@link Flaw#CONFIRMED_TOO_EARLY}: has read that it is not fenced, the row has not
   * landed.
   */
  APPENDING_CONFIRMED,
  /** Is gone, and everybody knows. Only in rolling updates; a crash needs no phase. */
  STOPPED
}
