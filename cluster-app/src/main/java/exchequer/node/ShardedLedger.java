package exchequer.node;

import exchequer.book.Books;
import exchequer.frontdoor.Ledger;
import exchequer.ledger.BookCommand;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import exchequer.storage.StatementPage;
import exchequer.storage.StatementReader;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** The ledger as this node reaches it: books on all nodes, statements in Cassandra. */
record ShardedLedger(Books books, StatementReader statements) implements Ledger {
  @Override
  public CompletionStage<BookAnswer> ask(BookCommand command, Context context, Duration timeout) {
    return books.ask(command, context, timeout);
  }

  @Override
  public CompletionStage<StatementPage> statement(
      StatementHead head, StatementWindow window, OptionalInt bucket, Duration within) {
    int book = books.bookOf(head.account().id());
    return statements.read(book, head, window, bucket, within);
  }
}
