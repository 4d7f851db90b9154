package exchequer.book;

import akka.actor.ExtendedActorSystem;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.cassandra.journal.CassandraJournal;
import com.typesafe.config.Config;
import exchequer.book.JournalHealth.Step;
import exchequer.storage.EpochStamp;
import exchequer.storage.LogGapException;
import exchequer.storage.LogRow;
import exchequer.storage.LogTable;
import exchequer.storage.LogTail;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import scala.Function1;
import scala.collection.immutable.Seq;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Akka Persistence Cassandra's journal behind the {@link Fence}: a log is claimed before it is
 * read, only those of its rows are replayed that count ({@link LogTail}), and a write is done only
 * when it is confirmed. So for the books "appended" means "appended, and it counts".
 */
public final class FencedJournal extends CassandraJournal {
  private final Fence fence;
  private final LogTable log;
  private final JournalWatch watch;

  /** By persistence id: what this node is to a book's log since it read it last. */
  private final Map<String, Tenure> tenures = new ConcurrentHashMap<>();

  /**
   * By persistence id: which of its starts is the newest. One given up may go on in the background.
   */
  private final Map<String, Object> newestStarts = new ConcurrentHashMap<>();

  /** By persistence id: the newest write, until which the log is not read. */
  private final Map<String, CompletionStage<?>> writes = new HashMap<>();

  private record Tenure(long epoch, LogTail tail) {}

  public FencedJournal(Config config, String configPath) {
    super(config, configPath);
    LedgerTables tables = LedgerTables.of((ExtendedActorSystem) context().system());
    this.fence = tables.fence();
    this.log = tables.log();
    this.watch = tables.journalWatch();
  }

  /** The first thing that each start of a book asks: the place to claim its log. */
  @Override
  public Future<Object> asyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
    Object start = new Object();
    newestStarts.put(persistenceId, start);
    CompletionStage<?> written =
        writes.getOrDefault(persistenceId, CompletableFuture.completedFuture(null));
    return FutureConverters.asScala(
        written
            .handle((done, failed) -> null)
            .thenCompose(done -> watch.watched(Step.FENCE, claimed(persistenceId, fromSequenceNr)))
            .thenApply(tenure -> begun(persistenceId, start, tenure))
            .thenApply(tenure -> tenure.tail().last().map(LogRow::appendNr).orElse(0L)));
  }

  private CompletionStage<Tenure> claimed(String persistenceId, long markerNr) {
    return fence
        .claim(Books.numberOf(persistenceId))
        .thenCompose(epoch -> opened(persistenceId, markerNr, epoch));
  }

  private CompletionStage<Tenure> opened(String persistenceId, long markerNr, long epoch) {
    return tail(persistenceId, Math.max(1, markerNr))
        .thenApply(tail -> new Tenure(epoch, tail.withAtLeast(markerNr)))
        .thenCompose(
            tenure ->
                tenure
                    .tail()
                    .last()
                    .map(last -> copied(persistenceId, last, tenure))
                    .orElseGet(() -> CompletableFuture.completedFuture(tenure)))
        .exceptionallyCompose(failure -> explained(persistenceId, epoch, failure));
  }

  /** An owner that was deposed while it read the log may see a gap where there is none. */
  private CompletionStage<Tenure> explained(String persistenceId, long epoch, Throwable failure) {
    boolean isGap =
        failure instanceof LogGapException || failure.getCause() instanceof LogGapException;
    return isGap
        ? fence
            .confirm(Books.numberOf(persistenceId), epoch)
            .thenCompose(stillOwner -> CompletableFuture.failedFuture(failure))
        : CompletableFuture.failedFuture(failure);
  }

  /** With the epoch of an older start, a newer one's appends would be stamped wrongly. */
  private Tenure begun(String persistenceId, Object start, Tenure tenure) {
    if (newestStarts.get(persistenceId) != start) {
      throw new IllegalStateException(persistenceId + " was started again meanwhile");
    }
    tenures.put(persistenceId, tenure);
    fence.owns(Books.numberOf(persistenceId), tenure.epoch());
    return tenure;
  }

  /** From the marker's own append on: its row says which epochs came before the rows after it. */
  private CompletionStage<LogTail> tail(String persistenceId, long firstNr) {
    return log.rows(persistenceId, firstNr)
        .thenCompose(
            rows ->
                LogTail.mayBeginWith(firstNr, rows)
                    ? CompletableFuture.completedFuture(LogTail.of(firstNr, rows))
                    : tail(persistenceId, firstNr - 1));
  }

  /**
   * The log's last append, again under the own epoch: whatever former owners have sent and is still
   * on its way, it can't take that append's place any more, nor come after it.
   */
  private CompletionStage<Tenure> copied(String persistenceId, LogRow last, Tenure tenure) {
    return log.copy(persistenceId, last, tenure.epoch())
        .thenCompose(done -> fence.confirm(Books.numberOf(persistenceId), tenure.epoch()))
        .thenApply(done -> tenure);
  }

  @Override
  public Future<BoxedUnit> asyncReplayMessages(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      long max,
      Function1<PersistentRepr, BoxedUnit> replay) {
    CountingRows counting =
        new CountingRows(
            tenures.get(persistenceId).tail().rows().stream()
                .filter(row -> row.appendNr() >= fromSequenceNr && row.appendNr() <= toSequenceNr)
                .toList(),
            replay);
    // One further than asked: the plug-in stops at the first row of the last number.
    return FutureConverters.asScala(
        watch
            .watched(
                Step.REPLAY,
                FutureConverters.asJava(
                    super.asyncReplayMessages(
                        persistenceId, fromSequenceNr, toSequenceNr + 1, max, counting)))
            .thenApply(done -> counting.complete(done)));
  }

  @Override
  public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
    String persistenceId = messages.head().persistenceId();
    long epoch = tenures.get(persistenceId).epoch();
    CompletionStage<Seq<Try<BoxedUnit>>> confirmed =
        watch
            .watched(Step.APPEND, FutureConverters.asJava(super.asyncWriteMessages(messages)))
            .thenCompose(
                written ->
                    watch
                        .watched(Step.FENCE, fence.confirm(Books.numberOf(persistenceId), epoch))
                        .thenApply(done -> written));
    writes.put(persistenceId, confirmed);
    return FutureConverters.asScala(confirmed);
  }

  @Override
  public UUID generateUUID(PersistentRepr append) {
    return EpochStamp.of(tenures.get(append.persistenceId()).epoch());
  }

  /** Lets those rows through that count, and misses none. */
  private static final class CountingRows extends AbstractFunction1<PersistentRepr, BoxedUnit> {
    private final Iterator<LogRow> rows;
    private final Function1<PersistentRepr, BoxedUnit> replay;
    private Optional<LogRow> next;

    private CountingRows(List<LogRow> rows, Function1<PersistentRepr, BoxedUnit> replay) {
      this.rows = rows.iterator();
      this.replay = replay;
      this.next = following();
    }

    private Optional<LogRow> following() {
      return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }

    @Override
    public BoxedUnit apply(PersistentRepr row) {
      boolean counts =
          next.isPresent()
              && row.sequenceNr() == next.get().appendNr()
              && row.writerUuid().equals(next.get().writer());
      if (counts) {
        next = following();
        replay.apply(row);
      }
      return BoxedUnit.UNIT;
    }

    private BoxedUnit complete(BoxedUnit done) {
      if (next.isPresent()) {
        throw new IllegalStateException("the log had " + next.get() + ", and its replay has not");
      }
      return done;
    }
  }
}
