package exchequer.load.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Writes a sample of the log, so many appends at once. */
final class RawWriter {
  private final CqlSession session;
  private final PreparedStatement insert;
  private final JournalSample sample;
  private final int inFlight;
  private final Semaphore room;
  private final LongAdder events = new LongAdder();
  private final LongAdder appends = new LongAdder();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private int next;
  private long pass;

  /** What was written in a second. */
  record Rates(double eventsPerSecond, double appendsPerSecond) {}

  RawWriter(CqlSession session, String keyspace, JournalSample sample, int inFlight) {
    this.session = session;
    this.sample = sample;
    this.inFlight = inFlight;
    this.room = new Semaphore(inFlight);
    this.insert =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".messages (persistence_id, partition_nr, sequence_nr, timestamp, timebucket,"
                + " writer_uuid, ser_id, ser_manifest, event_manifest, event)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /**
   * Returns when all that it began is written.
   *
   * @throws IllegalStateException when a write failed
   */
  Rates run(int seconds) throws InterruptedException {
    events.reset();
    appends.reset();
    long startNanos = System.nanoTime();
    long endNanos = startNanos + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() - endNanos < 0 && failure.get() == null) {
      room.acquire();
      write(nextAppend());
    }
    room.acquire(inFlight);
    room.release(inFlight);
    if (failure.get() != null) {
      throw new IllegalStateException("a write failed", failure.get());
    }
    double took = (System.nanoTime() - startNanos) / 1e9;
    return new Rates(events.sum() / took, appends.sum() / took);
  }

  private JournalSample.Append nextAppend() {
    if (next == sample.appends().size()) {
      next = 0;
      pass++;
    }
    return sample.appends().get(next++);
  }

  /** In another partition with each pass: a new row, and not the old one once more. */
  private void write(JournalSample.Append append) {
    Row row = append.row();
    BoundStatement statement =
        insert.bind(
            row.getString("persistence_id"),
            pass,
            row.getLong("sequence_nr"),
            row.getUuid("timestamp"),
            row.getString("timebucket"),
            row.getString("writer_uuid"),
            row.getInt("ser_id"),
            row.getString("ser_manifest"),
            row.getString("event_manifest"),
            row.getByteBuffer("event"));
    var unused =
        session
            .executeAsync(statement)
            .whenComplete(
                (done, failed) -> {
                  if (failed != null) {
                    failure.compareAndSet(null, failed);
                  }
                  events.add(append.events());
                  appends.increment();
                  room.release();
                });
  }
}
