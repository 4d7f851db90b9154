package exchequer.cli;

/** Pads text with spaces to a width in characters. */
final class Align {
  private Align() {}

  static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
