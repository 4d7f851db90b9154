package exchequer.storage;

import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * Reads a page of a statement: the lines written behind the log from the table, the newer ones as
 * the book gave them. The book says how many are written, so nothing is missed or given twice while
 * a checkpoint is under way.
 */
public final class StatementReader {
  private final EntryTable table;

  StatementReader(EntryTable table) {
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
    StatementWalk walk =
        window.newestFirst()
            ? new DownwardWalk(reads, head, window)
            : new UpwardWalk(reads, head, window);
    return walk.read(bucket);
  }
}
