package exchequer.cli;

/**
 * One thing a result says.
 *
 * @param name as in the API's messages
 * @param value empty when there is none
 */
record Field(String name, String value, Kind kind) {
  enum Kind {
    TEXT,
    NUMBER,
    /** An integer in the asset's smallest unit. */
    AMOUNT
  }

  static Field text(String name, String value) {
    return new Field(name, value, Kind.TEXT);
  }

  static Field number(String name, long value) {
    return new Field(name, Long.toString(value), Kind.NUMBER);
  }

  static Field amount(String name, String units) {
    return new Field(name, units, Kind.AMOUNT);
  }
}
