package exchequer.load.settings;

/** How transfers are sent. */
public enum Calls {
  /** Each by a call of its own. */
  UNARY,
  /** In groups, through streams that are kept. */
  STREAM
}
