package exchequer.storage;

import exchequer.ledger.Entry;
import exchequer.ledger.StatementHead;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds a time or a number in a statement: back along the links to the bucket, then by halving
 * inside it. An account's lines never run backwards in time.
 */
final class StatementSeek {
  private final EntryReads reads;
  private final StatementHead head;

  StatementSeek(EntryReads reads, StatementHead head) {
    this.reads = reads;
    this.head = head;
  }

  /**
   * The last written line before the time; number 0 in the first bucket when there is none. The
   * account must have written lines.
   */
  CompletionStage<StatementPage.Position> before(Instant time) {
    return bucket(head.lastWrittenBucket(), head.writtenCount(), time);
  }

  /** Where a written line is stored. */
  CompletionStage<StatementPage.Position> at(long number) {
    return at(head.lastWrittenBucket(), number);
  }

  private CompletionStage<StatementPage.Position> at(int bucket, long number) {
    return reads
        .read(bucket, 1, head.writtenCount(), false, 1)
        .thenCompose(
            lines -> {
              Entry first = lines.get(0).entry();
              OptionalInt previous = first.previousBucket();
              return first.number() > number && previous.isPresent()
                  ? at(previous.getAsInt(), number)
                  : CompletableFuture.completedFuture(new StatementPage.Position(number, bucket));
            });
  }

  private CompletionStage<StatementPage.Position> bucket(int bucket, long newest, Instant time) {
    return reads
        .read(bucket, 1, newest, false, 1)
        .thenCompose(
            lines -> {
              Entry first = lines.get(0).entry();
              if (first.postedAt().isBefore(time)) {
                return between(bucket, first.number(), newest, time);
              }
              OptionalInt previous = first.previousBucket();
              return previous.isPresent()
                  ? bucket(previous.getAsInt(), first.number() - 1, time)
                  : CompletableFuture.completedFuture(new StatementPage.Position(0, bucket));
            });
  }

  /** Line {@code low} is before the time; which is the last one that is, up to {@code high}? */
  private CompletionStage<StatementPage.Position> between(
      int bucket, long low, long high, Instant time) {
    if (low == high) {
      return CompletableFuture.completedFuture(new StatementPage.Position(low, bucket));
    }
    long middle = low + (high - low + 1) / 2;
    return reads
        .read(bucket, middle, middle, false, 1)
        .thenCompose(
            lines -> {
              Optional<Entry> line = lines.stream().findFirst().map(EntryTable.Line::entry);
              boolean earlier = line.isPresent() && line.get().postedAt().isBefore(time);
              return earlier
                  ? between(bucket, middle, high, time)
                  : between(bucket, low, middle - 1, time);
            });
  }
}
