package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Map;
import java.util.TreeMap;

/** What the ledger's first start fixed for ever, because where rows are stored depends on it. */
public final class FixedSettings {
  private FixedSettings() {}

  /**
   * Stores the settings at the first start, and compares them with what is stored at every later
   * one.
   *
   * @param settings name and value
   * @throws SchemaException naming the setting that differs and the stored value
   */
  public static void fix(CqlSession session, String keyspace, Map<String, String> settings) {
    new TreeMap<>(settings).forEach((key, value) -> fix(session, keyspace, key, value));
  }

  private static void fix(CqlSession session, String keyspace, String key, String value) {
    // A light-weight transaction: of several nodes that start at once, one decides.
    Row row =
        session
            .execute(
                "INSERT INTO " + keyspace + ".ledger (key, value) VALUES (?, ?) IF NOT EXISTS",
                key,
                value)
            .one();
    if (row == null || row.getBoolean("[applied]")) {
      return;
    }
    String stored = row.getString("value");
    if (!value.equals(stored)) {
      throw new SchemaException(
          "setting %s is %s; this ledger was first started with %s, which can't be changed."
              .formatted(key, value, stored));
    }
  }
}
