package exchequer.frontdoor;

import exchequer.ledger.BookCommand;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import exchequer.storage.StatementPage;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** The ledger that stands behind the front door: its books, and the statements that they wrote. */
public interface Ledger {

  /**
   * Asks the book of the command's home.
   *
   * @param timeout after which nobody waits, whatever the context's deadline is
   * @return fails with {@link java.util.concurrent.TimeoutException} when no answer comes in time
   */
  CompletionStage<BookAnswer> ask(BookCommand command, Context context, Duration timeout);

  /**
   * Reads a page of a statement.
   *
   * @param head what the account's book said of it
   * @param window the one the head was asked with
   * @param bucket where the page before said to go on; empty for a first page
   * @param within the time for all reads together
   * @return fails with {@link exchequer.storage.SlowStatementException} when that is over
   */
  CompletionStage<StatementPage> statement(
      StatementHead head, StatementWindow window, OptionalInt bucket, Duration within);
}
