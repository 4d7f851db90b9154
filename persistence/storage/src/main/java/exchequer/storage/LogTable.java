package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;

/**
 * What the fence needs of the log beside the journal's plug-in: which rows there are, and the same
 * append again under a newer epoch.
 *
 * <p>Every stage fails with the driver's exception when Cassandra does not answer.
 */
public final class LogTable {
  private final CqlSession session;
  private final long appendsPerPartition;
  private final PreparedStatement readHeads;
  private final PreparedStatement readAppend;
  private final PreparedStatement writeCopy;

  /** Prepares the statements; blocks for some round trips. */
  public LogTable(CqlSession session, String keyspace, int appendsPerPartition) {
    this.session = session;
    this.appendsPerPartition = appendsPerPartition;
    String partition = ".messages WHERE persistence_id = ? AND partition_nr = ? AND sequence_nr ";
    readHeads =
        session.prepare(
            "SELECT sequence_nr, timestamp, writer_uuid FROM " + keyspace + partition + ">= ?");
    readAppend =
        session.prepare(
            "SELECT timebucket, writer_uuid, ser_id, ser_manifest, event_manifest, event FROM "
                + keyspace
                + partition
                + "= ?");
    writeCopy =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".messages (persistence_id, partition_nr, sequence_nr, timestamp, timebucket,"
                + " writer_uuid, ser_id, ser_manifest, event_manifest, event)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /**
   * All rows from a number on, in their order; fewer than the log has when an append is written
   * meanwhile.
   *
   * @param fromNr from 1
   */
  public CompletionStage<List<LogRow>> rows(String log, long fromNr) {
    return rowsOf(log, partition(fromNr), fromNr, new ArrayList<>());
  }

  private CompletionStage<List<LogRow>> rowsOf(
      String log, long partition, long fromNr, List<LogRow> found) {
    int before = found.size();
    return session
        .executeAsync(readHeads.bind(log, partition, fromNr))
        .thenCompose(page -> pages(page, found))
        .thenCompose(
            all ->
                found.size() == before && partition > partition(fromNr)
                    ? CompletableFuture.completedFuture(found)
                    : rowsOf(log, partition + 1, fromNr, found));
  }

  private CompletionStage<Void> pages(AsyncResultSet page, List<LogRow> found) {
    for (Row row : page.currentPage()) {
      found.add(
          new LogRow(
              row.getLong("sequence_nr"),
              EpochStamp.epochOf(row.getUuid("timestamp")),
              row.getString("writer_uuid")));
    }
    return page.hasMorePages()
        ? page.fetchNextPage().thenCompose(next -> pages(next, found))
        : CompletableFuture.completedFuture(null);
  }

  /**
   * Writes the append of a row once more, with the same number and content, under a newer epoch: no
   * other row of this number counts from then on.
   */
  public CompletionStage<Void> copy(String log, LogRow original, long epoch) {
    long number = original.appendNr();
    long partition = partition(number);
    return session
        .executeAsync(readAppend.bind(log, partition, number))
        .thenCompose(
            rows -> {
              Row row = writtenBy(original, rows);
              return session.executeAsync(
                  writeCopy.bind(
                      log,
                      partition,
                      number,
                      EpochStamp.of(epoch),
                      row.getString("timebucket"),
                      "epoch-" + epoch,
                      row.getInt("ser_id"),
                      row.getString("ser_manifest"),
                      row.getString("event_manifest"),
                      row.getByteBuffer("event")));
            })
        .thenApply(written -> null);
  }

  private static Row writtenBy(LogRow original, AsyncResultSet rows) {
    return StreamSupport.stream(rows.currentPage().spliterator(), false)
        .filter(row -> original.writer().equals(row.getString("writer_uuid")))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("the log had " + original + ", and has it no more"));
  }

  private long partition(long appendNr) {
    return (appendNr - 1) / appendsPerPartition;
  }
}
