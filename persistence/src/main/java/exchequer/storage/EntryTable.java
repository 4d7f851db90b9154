package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * The statement lines behind the log. A bucket holds the book's entries of a stretch of its log;
 * each account's lines link the buckets that hold them, both ways.
 */
public final class EntryTable {
  /** About what a line adds to a batch: fixed columns, a counterparty and two amounts. */
  private static final int SIZE_BYTES = 200;

  private static final String COLUMNS =
      "number, amount, balance, counterparty, transfer, posted_micros, previous_bucket, next_bucket";

  private final CqlSession session;
  private final PreparedStatement write;
  private final PreparedStatement link;
  private final PreparedStatement readUp;
  private final PreparedStatement readDown;

  public EntryTable(CqlSession session, String keyspace) {
    this.session = session;
    String table = keyspace + ".entry";
    write =
        session.prepare(
            "INSERT INTO "
                + table
                + " (book, bucket, account, number, amount, balance, counterparty, transfer,"
                + " posted_micros, previous_bucket)"
                + " VALUES (:book, :bucket, :account, :number, :amount, :balance, :counterparty,"
                + " :transfer, :posted, :previous) USING TIMESTAMP :sequence");
    link =
        session.prepare(
            "INSERT INTO "
                + table
                + " (book, bucket, account, number, next_bucket) VALUES (?, ?, ?, ?, ?)"
                + " USING TIMESTAMP ?");
    String read = "SELECT " + COLUMNS + " FROM " + table;
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
                line(account, bucket, row).ifPresent(lines::add);
              }
              return lines;
            });
  }

  /**
   * The writes that store an entry: its line and, in a new bucket, the link from the line before.
   */
  List<SizedWrite> writes(int book, Entry entry) {
    List<SizedWrite> writes = new ArrayList<>(2);
    BoundStatement line =
        write
            .bind()
            .setInt("book", book)
            .setInt("bucket", entry.bucket())
            .setString("account", entry.account().value())
            .setLong("number", entry.number())
            .setBigInteger("amount", entry.amount().units())
            .setBigInteger("balance", entry.balance().units())
            .setString("counterparty", entry.counterparty().value())
            .setUuid("transfer", entry.transfer())
            .setLong("posted", ChronoUnit.MICROS.between(Instant.EPOCH, entry.postedAt()))
            .setLong("sequence", entry.sequenceNr());
    OptionalInt previous = entry.previousBucket();
    // Left unset rather than null: a null would be a tombstone for every account's first line.
    line = previous.isPresent() ? line.setInt("previous", previous.getAsInt()) : line;
    writes.add(new SizedWrite(book, entry.bucket(), line, SIZE_BYTES));
    if (previous.isPresent() && previous.getAsInt() != entry.bucket()) {
      BoundStatement fromBefore =
          link.bind(
              book,
              previous.getAsInt(),
              entry.account().value(),
              entry.number() - 1,
              entry.bucket(),
              entry.sequenceNr());
      writes.add(new SizedWrite(book, previous.getAsInt(), fromBefore, SIZE_BYTES));
    }
    return writes;
  }

  private static Optional<Line> line(AccountId account, int bucket, Row row) {
    if (row.isNull("amount")) {
      return Optional.empty(); // Only the link is written yet: the checkpoint is still under way.
    }
    Entry entry =
        new Entry(
            account,
            row.getLong("number"),
            Amount.of(row.getBigInteger("amount")),
            Amount.of(row.getBigInteger("balance")),
            new AccountId(row.getString("counterparty")),
            row.getUuid("transfer"),
            Instant.EPOCH.plus(row.getLong("posted_micros"), ChronoUnit.MICROS),
            bucket,
            bucketIn(row, "previous_bucket"),
            0);
    return Optional.of(new Line(entry, bucketIn(row, "next_bucket")));
  }

  private static OptionalInt bucketIn(Row row, String column) {
    return row.isNull(column) ? OptionalInt.empty() : OptionalInt.of(row.getInt(column));
  }
}
