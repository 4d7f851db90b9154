package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.encoding.EntryCodec;
import exchequer.ledger.AccountId;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Entry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * The statement lines behind the log. A bucket holds the book's entries of a stretch of its log;
 * each account's lines link the buckets that hold them, both ways.
 */
final class EntryTable implements CheckpointWriter.Rows {
  /** About what a link adds to a batch. */
  private static final int LINK_BYTES = 16;

  private final CqlSession session;
  private final PreparedStatement write;
  private final PreparedStatement link;
  private final PreparedStatement readUp;
  private final PreparedStatement readDown;

  EntryTable(CqlSession session, String keyspace) {
    this.session = session;
    String table = keyspace + ".entry";
    write =
        session.prepare(
            "INSERT INTO "
                + table
                + " (book, bucket, account, number, line) VALUES (?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    link =
        session.prepare(
            "INSERT INTO "
                + table
                + " (book, bucket, account, number, next_bucket) VALUES (?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    String read = "SELECT line, next_bucket FROM " + table;
    String ofAccount = " WHERE book = ? AND bucket = ? AND account = ? AND number >= ?";
    readUp = session.prepare(read + ofAccount + " AND number <= ? LIMIT ?");
    readDown =
        session.prepare(
            read + ofAccount + " AND number <= ? ORDER BY account DESC, number DESC LIMIT ?");
  }

  /** A stored line and the bucket that holds the line after it, where that is another. */
  record Line(Entry entry, OptionalInt nextBucket) {}

  /**
   * The account's lines in one bucket with {@code from <= number <= to}.
   *
   * @param newestFirst the order, and which end the limit keeps
   */
  CompletionStage<List<Line>> read(
      int book, int bucket, AccountId account, long from, long to, boolean newestFirst, int limit) {
    BoundStatement statement =
        (newestFirst ? readDown : readUp).bind(book, bucket, account.value(), from, to, limit);
    return session
        // One page: the limit is small, and a page that ends early would look like a bucket's end.
        .executeAsync(statement.setPageSize(limit))
        .thenApply(
            rows -> {
              List<Line> lines = new ArrayList<>();
              for (Row row : rows.currentPage()) {
                line(row).ifPresent(lines::add);
              }
              return lines;
            });
  }

  @Override
  public List<SizedWrite> writes(int book, Checkpoint checkpoint) {
    List<SizedWrite> writes = new ArrayList<>();
    for (Entry entry : CheckpointWriter.inOrderOf(checkpoint.entries(), Entry::account)) {
      write(book, entry, writes);
    }
    return writes;
  }

  /** Its line and, in a new bucket, the link from the line before. */
  private void write(int book, Entry entry, List<SizedWrite> writes) {
    byte[] bytes = EntryCodec.ENTRY.bytes(entry);
    BoundStatement line =
        write.bind(
            book,
            entry.bucket(),
            entry.account().value(),
            entry.number(),
            ByteBuffer.wrap(bytes),
            entry.sequenceNr());
    writes.add(new SizedWrite(book, entry.bucket(), line, bytes.length));
    OptionalInt previous = entry.previousBucket();
    if (previous.isPresent() && previous.getAsInt() != entry.bucket()) {
      BoundStatement fromBefore =
          link.bind(
              book,
              previous.getAsInt(),
              entry.account().value(),
              entry.number() - 1,
              entry.bucket(),
              entry.sequenceNr());
      writes.add(new SizedWrite(book, previous.getAsInt(), fromBefore, LINK_BYTES));
    }
  }

  private static Optional<Line> line(Row row) {
    if (row.isNull("line")) {
      return Optional.empty(); // Only the link is written yet: the checkpoint is still under way.
    }
    Entry entry = EntryCodec.ENTRY.value(StateColumn.bytes(row, "line"));
    OptionalInt nextBucket =
        row.isNull("next_bucket") ? OptionalInt.empty() : OptionalInt.of(row.getInt("next_bucket"));
    return Optional.of(new Line(entry, nextBucket));
  }
}
