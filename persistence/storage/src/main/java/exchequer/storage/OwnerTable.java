package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Who owns the log of each book, and which nodes own it no more (tables {@code owner} and {@code
 * fenced} of schema.cql). How the two make sure that only one owner is believed: STORAGE.md, "The
 * fence".
 *
 * <p>Every stage fails with the driver's exception when Cassandra does not answer; whether a write
 * was done is then unknown.
 */
public final class OwnerTable {
  /** All appends of a node wait for one read of its fences: better ask again than wait. */
  private static final Duration FENCES_TIMEOUT = Duration.ofSeconds(2);

  private final CqlSession session;
  private final PreparedStatement readOwner;
  private final PreparedStatement firstOwner;
  private final PreparedStatement nextOwner;
  private final PreparedStatement writeFence;
  private final PreparedStatement readFences;

  /**
   * The owner of a book's log.
   *
   * @param epoch from 1; 0 when there is no owner yet
   */
  public record Owner(long epoch, Optional<UUID> node) {
    private static final Owner NONE = new Owner(0, Optional.empty());
  }

  /** Prepares the statements; blocks for some round trips. */
  public OwnerTable(CqlSession session, String keyspace) {
    this.session = session;
    String owner = keyspace + ".owner";
    String fenced = keyspace + ".fenced";
    readOwner = session.prepare("SELECT epoch, node FROM " + owner + " WHERE book = ?");
    firstOwner =
        session.prepare(
            "INSERT INTO " + owner + " (book, epoch, node) VALUES (?, ?, ?) IF NOT EXISTS");
    nextOwner =
        session.prepare(
            "UPDATE "
                + owner
                + " SET epoch = ?, node = ? WHERE book = ? IF epoch = ? AND node = ?");
    writeFence =
        session.prepare(
            "INSERT INTO " + fenced + " (node, book, epoch) VALUES (?, ?, ?) USING TIMESTAMP ?");
    readFences = session.prepare("SELECT book, epoch FROM " + fenced + " WHERE node = ?");
  }

  /** As of now: a change whose outcome nobody knows is finished or excluded by this read. */
  public CompletionStage<Owner> owner(int book) {
    BoundStatement read =
        readOwner.bind(book).setConsistencyLevel(DefaultConsistencyLevel.LOCAL_SERIAL);
    return session
        .executeAsync(read)
        .thenApply(
            rows ->
                Optional.ofNullable(rows.one())
                    .map(row -> new Owner(row.getLong("epoch"), Optional.of(row.getUuid("node"))))
                    .orElse(Owner.NONE));
  }

  /**
   * Makes a node the next owner, if the owner is still the given one.
   *
   * @return whether it is; false also when an earlier attempt, whose outcome nobody knew, has done
   *     it
   */
  public CompletionStage<Boolean> succeed(int book, Owner from, UUID node) {
    long epoch = from.epoch() + 1;
    BoundStatement change =
        from.node()
            .map(former -> nextOwner.bind(epoch, node, book, from.epoch(), former))
            .orElseGet(() -> firstOwner.bind(book, epoch, node));
    // Sent again by the driver, it would be refused because it was done.
    return session.executeAsync(change.setIdempotent(false)).thenApply(AsyncResultSet::wasApplied);
  }

  /** From here on, nothing counts that a node writes to a book's log with a lower epoch. */
  public CompletionStage<Void> fence(UUID node, int book, long epoch) {
    return session
        .executeAsync(writeFence.bind(node, book, epoch, epoch))
        .thenApply(written -> null);
  }

  /** The fences of a node: by book, the epoch below which what it writes does not count. */
  public CompletionStage<Map<Integer, Long>> fences(UUID node) {
    return session
        .executeAsync(readFences.bind(node).setTimeout(FENCES_TIMEOUT))
        .thenApply(OwnerTable::epochs);
  }

  private static Map<Integer, Long> epochs(AsyncResultSet rows) {
    // One page: a ledger has 1,024 books at most, a page 5,000 rows.
    Map<Integer, Long> epochs = new HashMap<>();
    for (Row row : rows.currentPage()) {
      epochs.put(row.getInt("book"), row.getLong("epoch"));
    }
    return epochs;
  }
}
