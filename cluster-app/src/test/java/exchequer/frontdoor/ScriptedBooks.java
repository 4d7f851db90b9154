package exchequer.frontdoor;

import exchequer.ledger.BookCommand;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import exchequer.storage.StatementPage;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ledger behind the front door that answers when and what a test says. */
final class ScriptedBooks implements Ledger {
  /** In the order in which they came. */
  final List<Asked> asked = new CopyOnWriteArrayList<>();

  final List<Wanted> wanted = new CopyOnWriteArrayList<>();

  /** A command, and who waits for its answer. */
  record Asked(
      BookCommand command,
      Context context,
      Duration timeout,
      CompletableFuture<BookAnswer> answer) {}

  /** A page of a statement, and who waits for it. */
  record Wanted(
      StatementWindow window, OptionalInt bucket, CompletableFuture<StatementPage> page) {}

  @Override
  public CompletionStage<BookAnswer> ask(BookCommand command, Context context, Duration timeout) {
    Asked ask = new Asked(command, context, timeout, new CompletableFuture<>());
    asked.add(ask);
    return ask.answer();
  }

  @Override
  public CompletionStage<StatementPage> statement(
      StatementHead head, StatementWindow window, OptionalInt bucket, Duration within) {
    Wanted page = new Wanted(window, bucket, new CompletableFuture<>());
    wanted.add(page);
    return page.page();
  }

  /** The only command so far that is not answered yet. */
  Asked only() {
    List<Asked> open = asked.stream().filter(ask -> !ask.answer().isDone()).toList();
    if (open.size() != 1) {
      throw new AssertionError("not one command waits but " + open);
    }
    return open.get(0);
  }
}
