package exchequer.storage;

import exchequer.ledger.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The reads that one page of one account's statement takes. How many these are depends on how far
 * the account's lines are spread, so they have a time in all, after which there are no more.
 */
final class EntryReads {
  private final EntryTable table;
  private final int book;
  private final AccountId account;
  private final Duration within;
  private final long startNanos = System.nanoTime();

  EntryReads(EntryTable table, int book, AccountId account, Duration within) {
    this.table = table;
    this.book = book;
    this.account = account;
    this.within = within;
  }

  /** As {@link EntryTable#read}; fails with {@link SlowStatementException} when time is over. */
  CompletionStage<List<EntryTable.Line>> read(
      int bucket, long from, long to, boolean newestFirst, int limit) {
    if (System.nanoTime() - startNanos > within.toNanos()) {
      return CompletableFuture.failedFuture(
          new SlowStatementException(
              "the statement was not found through in "
                  + within.toMillis()
                  + " ms: the wanted part is far from its newest entry; pages that follow each"
                  + " other by their tokens take one or two reads each"));
    }
    return table.read(book, bucket, account, from, to, newestFirst, limit);
  }
}
