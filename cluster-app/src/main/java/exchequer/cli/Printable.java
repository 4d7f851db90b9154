package exchequer.cli;

/** Keeps what others wrote from steering the terminal it is shown on. */
final class Printable {
  private Printable() {}

  /** On one line: control and formatting characters become their code points. */
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (isSafe(point)) line.appendCodePoint(point);
              else line.append(String.format("\\u%04x", point));
            });
    return line.toString();
  }

  private static boolean isSafe(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
