package exchequer.load.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of the ledger's log as it was appended: rows that were written at the same microsecond by
 * one book are one append, since a batch has one timestamp.
 */
final class JournalSample {
  private final List<List<Row>> appends = new ArrayList<>();
  private long rows;
  private long bytes;

  private JournalSample() {}

  /**
   * @param mostRows at which it stops reading
   */
  static JournalSample of(CqlSession session, String keyspace, int mostRows) {
    JournalSample sample = new JournalSample();
    String query =
        "SELECT persistence_id, sequence_nr, timestamp, timebucket, writer_uuid, ser_id,"
            + " ser_manifest, event_manifest, event, writetime(event) AS written FROM %s.messages"
                .formatted(keyspace);
    ResultSet found = session.execute(SimpleStatement.newInstance(query).setPageSize(5_000));
    String book = "";
    long written = 0;
    for (Row row : found) {
      if (sample.rows == mostRows) {
        break;
      }
      boolean same =
          book.equals(row.getString("persistence_id")) && written == row.getLong("written");
      if (!same) {
        sample.appends.add(new ArrayList<>());
        book = String.valueOf(row.getString("persistence_id"));
        written = row.getLong("written");
      }
      sample.add(row);
    }
    return sample;
  }

  private void add(Row row) {
    appends.get(appends.size() - 1).add(row);
    rows++;
    ByteBuffer event = row.getByteBuffer("event");
    bytes += event == null ? 0 : event.remaining();
  }

  List<List<Row>> appends() {
    return appends;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  double rowsPerAppend() {
    return (double) rows / appends.size();
  }

  double bytesPerEvent() {
    return (double) bytes / rows;
  }
}
