package exchequer.load.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads properties of one prefix, and knows which were asked for. */
public final class PropertyReader {
  private final String prefix;
  private final Map<String, String> properties;
  private final TreeSet<String> asked = new TreeSet<>();

  /**
   * @param prefix of all names, with its dot; empty for none
   * @param properties by name; a blank value is as none
   */
  public PropertyReader(String prefix, Map<String, String> properties) {
    this.prefix = prefix;
    this.properties = new TreeMap<>(properties);
  }

  /** A whole number from {@code least} to {@code most}. */
  public int number(String name, int byDefault, int least, int most) {
    String value = value(name, Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException wrong) {
      // Told below, as a number out of range is.
    }
    throw new WrongSettingException(
        prefix + name, value, "allowed is a whole number from %,d to %,d".formatted(least, most));
  }

  long bits(String name, long byDefault) {
    String value = value(name, Long.toString(byDefault));
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException wrong) {
      throw new WrongSettingException(prefix + name, value, "allowed is a whole number of 64 bits");
    }
  }

  /**
   * A value that the pattern matches as a whole.
   *
   * @param allowed says so in words
   */
  public String text(String name, String byDefault, String pattern, String allowed) {
    String value = value(name, byDefault).strip();
    if (!value.matches(pattern)) {
      throw new WrongSettingException(prefix + name, value, "allowed is " + allowed);
    }
    return value;
  }

  /** One of an enum, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String name, E byDefault) {
    Class<E> type = byDefault.getDeclaringClass();
    String value = value(name, spelled(byDefault)).strip();
    return Arrays.stream(type.getEnumConstants())
        .filter(choice -> spelled(choice).equals(value))
        .findFirst()
        .orElseThrow(
            () -> new WrongSettingException(prefix + name, value, "allowed is " + choices(type)));
  }

  /** As users write it. */
  public static String spelled(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> String choices(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(PropertyReader::spelled)
        .collect(Collectors.joining(", "));
  }

  /** To be called when all settings were read: a misspelt one is not passed over in silence. */
  public void refuseOthers() {
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(prefix) && !asked.contains(name)) {
            throw new WrongSettingException(
                name, value, "there is no such setting; there are " + String.join(", ", asked));
          }
        });
  }

  private String value(String name, String byDefault) {
    asked.add(prefix + name);
    String value = properties.getOrDefault(prefix + name, "");
    return value.isBlank() ? byDefault : value;
  }
}
