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

/** Oldest first: the written lines up to the last, then what only the book has. */
final class UpwardWalk extends StatementWalk {
  UpwardWalk(EntryReads reads, StatementHead head, StatementWindow window) {
    super(reads, head, window);
  }

  @Override
  CompletionStage<StatementPage.Position> start(OptionalInt bucket) {
    if (bucket.isEmpty() && !window.notBefore().equals(Instant.MIN)) {
      return seek.before(window.notBefore())
          .thenApply(found -> new StatementPage.Position(found.number() + 1, found.bucket()));
    }
    long oldest = Math.max(window.fromNumber(), 1);
    if (bucket.isEmpty() && oldest > 1 && oldest <= head.writtenCount()) {
      return seek.at(oldest);
    }
    int from = bucket.orElse(head.account().entries().firstBucket());
    return CompletableFuture.completedFuture(new StatementPage.Position(oldest, from));
  }

  @Override
  boolean isPastTheLast(long number) {
    return number > head.writtenCount();
  }

  @Override
  CompletionStage<List<EntryTable.Line>> lines(int bucket, long number) {
    return reads.read(bucket, number, head.writtenCount(), false, room());
  }

  @Override
  StatementPage.Position after(int bucket, EntryTable.Line line) {
    return new StatementPage.Position(line.entry().number() + 1, line.nextBucket().orElse(bucket));
  }

  @Override
  CompletionStage<Integer> bucketAfter(int bucket, long number) {
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

  @Override
  boolean isBehindTheWindow(Entry entry) {
    return !entry.postedAt().isBefore(window.before());
  }

  @Override
  int room() {
    return window.limit() - written.size();
  }

  @Override
  List<Entry> all() {
    List<Entry> all = new ArrayList<>(written);
    if (!windowEnded) {
      head.unwritten().stream().limit(Math.max(0, room())).forEach(all::add);
    }
    return all;
  }

  @Override
  Optional<StatementPage.Position> next(Entry last) {
    return last.number() < head.account().entries().count()
        ? Optional.of(new StatementPage.Position(last.number() + 1, last.bucket()))
        : Optional.empty();
  }
}
