package exchequer.storage;

import exchequer.ledger.Entry;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Follows a statement's written lines from bucket to bucket, in one direction, until the page is
 * full or the window ends. {@link EntryReads} bounds how long that may take.
 */
abstract class StatementWalk {
  final EntryReads reads;
  final StatementHead head;
  final StatementWindow window;
  final StatementSeek seek;
  final List<Entry> written = new ArrayList<>();

  /** A line was met that is behind the window, and so are all that would follow. */
  boolean windowEnded;

  StatementWalk(EntryReads reads, StatementHead head, StatementWindow window) {
    this.reads = reads;
    this.head = head;
    this.window = window;
    this.seek = new StatementSeek(reads, head);
  }

  /**
   * @param bucket where the page before this said to go on; empty for a first page
   */
  CompletionStage<StatementPage> read(OptionalInt bucket) {
    CompletionStage<Void> walked =
        head.writtenCount() == 0
            ? CompletableFuture.completedFuture(null)
            : start(bucket).thenCompose(from -> step(from.bucket(), from.number()));
    return walked.thenApply(done -> page());
  }

  /** The first written line that may be on the page, and where to look for it. */
  abstract CompletionStage<StatementPage.Position> start(OptionalInt bucket);

  /** Whether there is no written line of this number. */
  abstract boolean isPastTheLast(long number);

  /** The lines of the bucket from this number on, as many as are wanted. */
  abstract CompletionStage<List<EntryTable.Line>> lines(int bucket, long number);

  /** Where the line after a line of the bucket is. */
  abstract StatementPage.Position after(int bucket, EntryTable.Line line);

  /** The next bucket, after one that has no line of this number or beyond. */
  abstract CompletionStage<Integer> bucketAfter(int bucket, long number);

  /** Whether the line is behind the window. */
  abstract boolean isBehindTheWindow(Entry entry);

  /** How many lines the page still has room for. */
  abstract int room();

  /** All lines of the page: the written ones, and those that only the book has. */
  abstract List<Entry> all();

  /** Where the page after this one starts, if there is one. */
  abstract Optional<StatementPage.Position> next(Entry last);

  private CompletionStage<Void> step(int bucket, long number) {
    if (isPastTheLast(number) || room() <= 0 || windowEnded) {
      return CompletableFuture.completedFuture(null);
    }
    return lines(bucket, number)
        .thenCompose(
            lines -> {
              if (lines.isEmpty()) {
                return bucketAfter(bucket, number).thenCompose(next -> step(next, number));
              }
              lines.forEach(line -> take(line.entry()));
              StatementPage.Position next = after(bucket, lines.get(lines.size() - 1));
              return step(next.bucket(), next.number());
            });
  }

  private void take(Entry entry) {
    windowEnded |= isBehindTheWindow(entry);
    if (window.contains(entry)) {
      written.add(entry);
    }
  }

  private StatementPage page() {
    List<Entry> entries = all();
    boolean isLast = entries.size() < window.limit() || windowEnded;
    return new StatementPage(
        entries, isLast ? Optional.empty() : next(entries.get(entries.size() - 1)));
  }

  IllegalStateException broken(int bucket) {
    return new IllegalStateException(
        "the statement of account "
            + head.account().id()
            + " has no line to follow in bucket "
            + bucket);
  }
}
