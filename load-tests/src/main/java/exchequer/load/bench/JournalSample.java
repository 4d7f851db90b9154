package exchequer.load.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A piece of the ledger's log as it was written: a row for each append. */
final class JournalSample {
  /** {@code Append.event_count} of stored.proto, which is not on this module's class path. */
  private static final int EVENT_COUNT = 2;

  /** An append and the number of events in it. */
  record Append(Row row, long events) {}

  private final List<Append> appends = new ArrayList<>();
  private long events;
  private long bytes;

  private JournalSample() {}

  /**
   * @param mostAppends at which it stops reading
   */
  static JournalSample of(CqlSession session, String keyspace, int mostAppends) {
    JournalSample sample = new JournalSample();
    String query =
        "SELECT persistence_id, sequence_nr, timestamp, timebucket, writer_uuid, ser_id,"
            + " ser_manifest, event_manifest, event FROM %s.messages LIMIT %d"
                .formatted(keyspace, mostAppends);
    ResultSet found = session.execute(SimpleStatement.newInstance(query).setPageSize(5_000));
    found.forEach(sample::add);
    return sample;
  }

  private void add(Row row) {
    ByteBuffer append = row.getByteBuffer("event");
    if (append == null) {
      return;
    }
    long inIt = eventCount(append.duplicate());
    appends.add(new Append(row, inIt));
    events += inIt;
    bytes += append.remaining();
  }

  private static long eventCount(ByteBuffer append) {
    try {
      return UnknownFieldSet.parseFrom(UnsafeByteOperations.unsafeWrap(append))
          .getField(EVENT_COUNT)
          .getVarintList()
          .get(0);
    } catch (InvalidProtocolBufferException | IndexOutOfBoundsException unreadable) {
      throw new IllegalStateException("the log is not in the form that is known", unreadable);
    }
  }

  List<Append> appends() {
    return appends;
  }

  boolean isEmpty() {
    return appends.isEmpty();
  }

  double eventsPerAppend() {
    return (double) events / appends.size();
  }

  double bytesPerEvent() {
    return (double) bytes / events;
  }
}
