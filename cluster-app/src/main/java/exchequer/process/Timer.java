package exchequer.process;

/** What a book's process is reminded of. */
public enum Timer {
  /** To see whether an append takes too long. */
  APPEND_CHECK,
  /** To write a checkpoint, if there is something to write. */
  CHECKPOINT,
  /** To write again what the last checkpoint could not. */
  CHECKPOINT_RETRY,
  /** Outcomes that wait for an append to go with have waited long enough. */
  OUTCOMES,
  /** To send again the credits that have no outcome. */
  RESEND
}
