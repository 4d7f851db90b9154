package exchequer.frontdoor;

import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks books and turns all that is not a decision into a {@link RequestRefusedException}. */
final class BookAsker {
  private final Ledger ledger;
  private final Duration timeout;

  BookAsker(Ledger ledger, Duration timeout) {
    this.ledger = ledger;
    this.timeout = timeout;
  }

  /** A stage that fails for {@link Problems#of}. Never gives {@link Reply.Rejected}. */
  CompletionStage<Reply> ask(BookCommand command, Context context) {
    return ledger.ask(command, context, timeout).thenApply(BookAsker::reply);
  }

  private static Reply reply(BookAnswer answer) {
    if (answer instanceof BookAnswer.Busy) {
      throw Problems.busy();
    }
    if (answer instanceof BookAnswer.Unknown unknown) {
      throw Problems.unknownOutcome(unknown.why());
    }
    Reply reply = ((BookAnswer.Decided) answer).reply();
    if (reply instanceof Reply.Rejected rejected) {
      throw Problems.refused(rejected.refusal(), false);
    }
    return reply;
  }

  static IllegalStateException unexpected(Reply reply) {
    return new IllegalStateException("a book gave an answer of another kind: " + reply);
  }
}
