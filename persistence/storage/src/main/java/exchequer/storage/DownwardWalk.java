package exchequer.storage;

import exchequer.ledger.Entry;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Newest first: what only the book has, then the written lines down to the first. */
final class DownwardWalk extends StatementWalk {
  DownwardWalk(EntryReads reads, StatementHead head, StatementWindow window) {
    super(reads, head, window);
  }

  @Override
  CompletionStage<StatementPage.Position> start(OptionalInt bucket) {
    if (bucket.isEmpty() && !window.before().equals(Instant.MAX)) {
      return seek.before(window.before());
    }
    long newest = Math.min(window.fromNumber(), head.writtenCount());
    // A bucket whose line is not written says nothing of the newest one that is.
    boolean isBucketOfWritten = window.fromNumber() <= head.writtenCount();
    int from =
        isBucketOfWritten ? bucket.orElse(head.lastWrittenBucket()) : head.lastWrittenBucket();
    return CompletableFuture.completedFuture(new StatementPage.Position(newest, from));
  }

  @Override
  boolean isPastTheLast(long number) {
    return number < 1;
  }

  @Override
  CompletionStage<List<EntryTable.Line>> lines(int bucket, long number) {
    return reads.read(bucket, 1, number, true, room());
  }

  @Override
  StatementPage.Position after(int bucket, EntryTable.Line line) {
    Entry entry = line.entry();
    return new StatementPage.Position(entry.number() - 1, entry.previousBucket().orElse(bucket));
  }

  @Override
  CompletionStage<Integer> bucketAfter(int bucket, long number) {
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

  @Override
  boolean isBehindTheWindow(Entry entry) {
    return entry.postedAt().isBefore(window.notBefore());
  }

  @Override
  int room() {
    return window.limit() - head.unwritten().size() - written.size();
  }

  @Override
  List<Entry> all() {
    List<Entry> all = new ArrayList<>(head.unwritten());
    all.addAll(written);
    return all;
  }

  @Override
  Optional<StatementPage.Position> next(Entry last) {
    return last.previousBucket().isPresent()
        ? Optional.of(
            new StatementPage.Position(last.number() - 1, last.previousBucket().getAsInt()))
        : Optional.empty();
  }
}
