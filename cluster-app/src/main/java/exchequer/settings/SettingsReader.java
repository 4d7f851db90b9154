package exchequer.settings;

import static java.util.stream.Collectors.joining;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads settings of one section and checks them. Every method throws {@link WrongSettingException}.
 */
public final class SettingsReader {
  private static final String HOST_AND_PORT =
      "[^\\s,]+:([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5])";

  private final Config config;
  private final String section;

  /**
   * @param section the dotted path of the section, such as {@code exchequer.book}
   */
  public SettingsReader(Config root, String section) {
    try {
      this.config = root.hasPath(section) ? root.getConfig(section) : ConfigFactory.empty();
    } catch (ConfigException noSection) {
      throw new WrongSettingException(
          section,
          root.getValue(section).render(ConfigRenderOptions.concise()),
          "a section with settings of its own");
    }
    this.section = section;
  }

  public int number(String key, int min, int max) {
    String allowed = "a whole number from " + min + " to " + max;
    // Not getInt, which cuts 1.5 to 1.
    double value = read(key, allowed, config::getNumber).doubleValue();
    return (int)
        (double)
            check(key, value, value == Math.rint(value) && value >= min && value <= max, allowed);
  }

  public int bytes(String key, int min, int max) {
    String allowed = "a size from " + min + " to " + max + " bytes, such as 64 KiB";
    long value = read(key, allowed, config::getBytes);
    return (int) (long) check(key, value, value >= min && value <= max, allowed);
  }

  public Duration duration(String key, Duration min, Duration max) {
    String allowed = "a time from " + text(min) + " to " + text(max) + ", such as 500ms or 2s";
    Duration value = read(key, allowed, config::getDuration);
    return check(key, value, value.compareTo(min) >= 0 && value.compareTo(max) <= 0, allowed);
  }

  public String text(String key, String pattern, String allowed) {
    String value = read(key, allowed, config::getString);
    return check(key, value, value.matches(pattern), allowed);
  }

  /** {@code on} or {@code off}, in any of HOCON's words. */
  public boolean flag(String key) {
    return read(key, "on or off", config::getBoolean);
  }

  /** One of the constants of an enum, by its name in lower case. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    String allowed =
        Stream.of(type.getEnumConstants()).map(SettingsReader::name).collect(joining(" or "));
    String value = read(key, allowed, config::getString);
    Optional<E> chosen =
        Stream.of(type.getEnumConstants()).filter(one -> name(one).equals(value)).findFirst();
    return check(key, chosen, chosen.isPresent(), allowed).orElseThrow();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A list, or in a single string its items separated by commas, as environment variables have it.
   */
  public List<String> texts(String key, String pattern, String allowed) {
    List<String> values =
        read(
            key,
            allowed,
            path ->
                config.getValue(path).unwrapped() instanceof String text
                    ? List.of(text.split("\\s*,\\s*"))
                    : config.getStringList(path));
    return check(
        key,
        values,
        !values.isEmpty() && values.stream().allMatch(value -> value.matches(pattern)),
        allowed);
  }

  /** As {@link #texts}, each a host and a port. */
  public List<String> addresses(String key) {
    return texts(key, HOST_AND_PORT, "host:port, the port 1 to 65535, several in a list");
  }

  /** As {@link #addresses}, or an empty list. */
  public List<String> addressesIfAny(String key) {
    boolean isEmpty =
        config.hasPath(key)
            && config.getValue(key).unwrapped() instanceof List<?> list
            && list.isEmpty();
    return isEmpty ? List.of() : addresses(key);
  }

  private <T> T read(String key, String allowed, Function<String, T> getter) {
    try {
      return getter.apply(key);
    } catch (ConfigException.Missing missing) {
      throw new WrongSettingException(section + "." + key, "missing", allowed);
    } catch (ConfigException wrong) {
      throw new WrongSettingException(section + "." + key, shown(key), allowed);
    }
  }

  private <T> T check(String key, T value, boolean isAllowed, String allowed) {
    if (!isAllowed) {
      throw new WrongSettingException(section + "." + key, shown(key), allowed);
    }
    return value;
  }

  private String shown(String key) {
    return config.getValue(key).render(ConfigRenderOptions.concise());
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
