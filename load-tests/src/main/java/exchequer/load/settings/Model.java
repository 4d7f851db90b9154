package exchequer.load.settings;

/** What is kept constant. */
public enum Model {
  /** So many at once: the next begins when one has ended. */
  CLOSED,
  /** So many a second, whether others have ended or not. */
  OPEN
}
