package exchequer.it;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.Map;
import java.util.TreeMap;

/** How often Cassandra read from a keyspace's tables, as it counts that itself. */
final class ReadCounts {
  private final CqlSession session;
  private final String keyspace;
  private Map<String, Long> before = Map.of();

  ReadCounts(CqlSession session, String keyspace) {
    this.session = session;
    this.keyspace = keyspace;
  }

  void begin() {
    before = all();
  }

  /** Those since the beginning, by table; tables without any are left out. */
  Map<String, Long> since() {
    Map<String, Long> reads = new TreeMap<>();
    all()
        .forEach(
            (table, count) -> {
              long more = count - before.getOrDefault(table, 0L);
              if (more != 0) {
                reads.put(table, more);
              }
            });
    return reads;
  }

  private Map<String, Long> all() {
    Map<String, Long> reads = new TreeMap<>();
    for (Row row :
        session.execute(
            "SELECT table_name, count FROM system_views.local_read_latency WHERE keyspace_name = '"
                + keyspace
                + "' ALLOW FILTERING")) {
      reads.put(row.getString("table_name"), row.getLong("count"));
    }
    return reads;
  }
}
