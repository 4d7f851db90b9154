package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size above which Cassandra refuses a batch, and with it an append of the log. */
public final class BatchLimit {
  private static final String SETTING = "batch_size_fail_threshold";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB)");

  private BatchLimit() {}

  /**
   * Checks that the node which answers accepts batches of the needed size.
   *
   * @throws SchemaException if its limit is lower, or can't be read
   */
  public static void requireKibibytes(CqlSession session, int neededKibibytes) {
    Row row =
        session.execute("SELECT value FROM system_views.settings WHERE name = ?", SETTING).one();
    String value = row == null ? "missing" : row.getString("value");
    OptionalInt limitKibibytes = kibibytes(value);
    if (limitKibibytes.isEmpty()) {
      throw new SchemaException(
          "Cassandra's setting %s can't be understood: '%s'. Expected a size such as 1MiB."
              .formatted(SETTING, value));
    }
    if (limitKibibytes.getAsInt() < neededKibibytes) {
      throw new SchemaException(
          "Cassandra refuses batches above %d KiB; the ledger appends up to %d KiB at once. Set %s: %dKiB in the cassandra.yaml of every node."
              .formatted(limitKibibytes.getAsInt(), neededKibibytes, SETTING, neededKibibytes));
    }
  }

  /** Whole KiB, rounded down; empty when the value is not a size as Cassandra writes them. */
  static OptionalInt kibibytes(String value) {
    Matcher matcher = SIZE.matcher(value.strip());
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "B" -> bounded(number / 1024);
      case "KiB" -> bounded(number);
      default -> bounded(number * 1024);
    };
  }

  private static OptionalInt bounded(long kibibytes) {
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, kibibytes));
  }
}
