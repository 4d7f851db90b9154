package exchequer.cli;

import java.util.Optional;

/**
 * Arguments as they were typed. The JVM decodes them by the locale before the program sees them,
 * and puts a replacement character where it can't: what was meant is lost, and must not be stored.
 */
final class TypedText {
  private static final int REPLACEMENT_CHARACTER = 0xFFFD;

  private TypedText() {}

  /** Empty when every argument could be read. */
  static Optional<String> problem(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].indexOf(REPLACEMENT_CHARACTER) >= 0) {
        return Optional.of(
            "argument "
                + (i + 1)
                + ", '"
                + arguments[i]
                + "', is no text in "
                + System.getProperty("sun.jnu.encoding")
                + ", the encoding of this locale; set LC_ALL=C.UTF-8 for UTF-8");
      }
    }
    return Optional.empty();
  }
}
