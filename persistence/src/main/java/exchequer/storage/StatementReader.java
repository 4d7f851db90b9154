package exchequer.storage;

import exchequer.ledger.Entry;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads a page of a statement: the lines written behind the log from the table, the newer ones as
 * the book gave them. The book says how many are written, so nothing is missed or given twice while
 * a checkpoint is under way.
 */
public final class StatementReader {
  private final EntryTable table;

  public StatementReader(EntryTable table) {
    this.table = table;
  }

  /**
   * @param window the one the head was asked with
   * @param bucket {@link StatementPage.Position#bucket} when this is not the first page
   * @param within the time for all reads together
   * @return fails with {@link SlowStatementException} when that is over
   */
  public CompletionStage<StatementPage> read(
      int book, StatementHead head, StatementWindow window, OptionalInt bucket, Duration within) {
    EntryReads reads = new EntryReads(table, book, head.account().id(), within);
    Walk walk = new Walk(reads, head, window);
    return walked(walk, new StatementSeek(reads, head), head, window, bucket)
        .thenApply(done -> walk.page());
  }

  private static CompletionStage<Void> walked(
      Walk walk,
      StatementSeek seek,
      StatementHead head,
      StatementWindow window,
      OptionalInt bucket) {
    if (head.writtenCount() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    boolean newestFirst = window.newestFirst();
    Instant time = newestFirst ? window.before() : window.notBefore();
    if (bucket.isEmpty() && !time.equals(newestFirst ? Instant.MAX : Instant.MIN)) {
      return seek.before(time)
          .thenCompose(found -> walk.from(found.bucket(), found.number() + (newestFirst ? 0 : 1)));
    }
    long number = window.fromNumber();
    if (bucket.isEmpty() && !newestFirst && number > 1 && number <= head.writtenCount()) {
      return seek.at(number).thenCompose(found -> walk.from(found.bucket(), number));
    }
    return walk.from(start(head, window, bucket), number);
  }

  private static int start(StatementHead head, StatementWindow window, OptionalInt bucket) {
    if (!window.newestFirst()) {
      return bucket.orElse(head.account().entries().firstBucket());
    }
    // A bucket whose line is not written says nothing of the newest one that is.
    return window.fromNumber() > head.writtenCount()
        ? head.lastWrittenBucket()
        : bucket.orElse(head.lastWrittenBucket());
  }

  /** Follows the links from bucket to bucket until the page is full or the window ends. */
  private static final class Walk {
    private final EntryReads reads;
    private final StatementHead head;
    private final StatementWindow window;
    private final List<Entry> written = new ArrayList<>();
    private boolean windowEnded;

    Walk(EntryReads reads, StatementHead head, StatementWindow window) {
      this.reads = reads;
      this.head = head;
      this.window = window;
    }

    CompletionStage<Void> from(int bucket, long number) {
      return window.newestFirst()
          ? down(bucket, Math.min(number, head.writtenCount()))
          : up(bucket, Math.max(number, 1));
    }

    private int wanted() {
      int unwritten = window.newestFirst() ? head.unwritten().size() : 0;
      return window.limit() - unwritten - written.size();
    }

    private CompletionStage<Void> down(int bucket, long number) {
      if (number < 1 || wanted() <= 0 || windowEnded) {
        return CompletableFuture.completedFuture(null);
      }
      return reads
          .read(bucket, 1, number, true, wanted())
          .thenCompose(
              lines -> {
                if (lines.isEmpty()) {
                  return bucketBefore(bucket).thenCompose(before -> down(before, number));
                }
                lines.forEach(line -> take(line.entry()));
                Entry last = lines.get(lines.size() - 1).entry();
                return down(last.previousBucket().orElse(bucket), last.number() - 1);
              });
    }

    private CompletionStage<Void> up(int bucket, long number) {
      if (number > head.writtenCount() || wanted() <= 0 || windowEnded) {
        return CompletableFuture.completedFuture(null);
      }
      return reads
          .read(bucket, number, head.writtenCount(), false, wanted())
          .thenCompose(
              lines -> {
                if (lines.isEmpty()) {
                  return bucketAfter(bucket, number).thenCompose(after -> up(after, number));
                }
                lines.forEach(line -> take(line.entry()));
                EntryTable.Line last = lines.get(lines.size() - 1);
                return up(last.nextBucket().orElse(bucket), last.entry().number() + 1);
              });
    }

    private void take(Entry entry) {
      boolean pastEnd =
          window.newestFirst()
              ? entry.postedAt().isBefore(window.notBefore())
              : !entry.postedAt().isBefore(window.before());
      windowEnded |= pastEnd;
      if (window.contains(entry)) {
        written.add(entry);
      }
    }

    private CompletionStage<Integer> bucketBefore(int bucket) {
      return reads
          .read(bucket, 1, Long.MAX_VALUE, false, 1)
          .thenApply(
              lines ->
                  lines.stream()
                      .findFirst()
                      .map(line -> line.entry().previousBucket())
                      .filter(OptionalInt::isPresent)
                      .orElseThrow(() -> broken(bucket))
                      .getAsInt());
    }

    private CompletionStage<Integer> bucketAfter(int bucket, long number) {
      return reads
          .read(bucket, 1, number - 1, true, 1)
          .thenApply(
              lines ->
                  lines.stream()
                      .findFirst()
                      .map(EntryTable.Line::nextBucket)
                      .filter(OptionalInt::isPresent)
                      .orElseThrow(() -> broken(bucket))
                      .getAsInt());
    }

    private IllegalStateException broken(int bucket) {
      return new IllegalStateException(
          "the statement of account "
              + head.account().id()
              + " has no line to follow in bucket "
              + bucket);
    }

    StatementPage page() {
      List<Entry> entries = new ArrayList<>();
      if (window.newestFirst()) {
        entries.addAll(head.unwritten());
        entries.addAll(written);
      } else {
        entries.addAll(written);
        int room = windowEnded ? 0 : window.limit() - written.size();
        head.unwritten().stream().limit(Math.max(0, room)).forEach(entries::add);
      }
      return new StatementPage(entries, next(entries));
    }

    private Optional<StatementPage.Position> next(List<Entry> entries) {
      if (entries.size() < window.limit() || windowEnded) {
        return Optional.empty();
      }
      Entry last = entries.get(entries.size() - 1);
      if (window.newestFirst()) {
        return last.previousBucket().isPresent()
            ? Optional.of(
                new StatementPage.Position(last.number() - 1, last.previousBucket().getAsInt()))
            : Optional.empty();
      }
      return last.number() < head.account().entries().count()
          ? Optional.of(new StatementPage.Position(last.number() + 1, last.bucket()))
          : Optional.empty();
    }
  }
}
