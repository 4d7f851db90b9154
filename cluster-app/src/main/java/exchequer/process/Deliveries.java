package exchequer.process;

import exchequer.ledger.Answer;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.InFlight;
import exchequer.ledger.Reply;
import java.util.Optional;

/** Sends answers to clients and messages to other books, after the append is durable. */
final class Deliveries {
  private final Effects effects;
  private final NodeTime time;
  private final AwaitedOutcomes inFlight;

  Deliveries(Effects effects, NodeTime time, BookSettings settings) {
    this.effects = effects;
    this.time = time;
    this.inFlight =
        new AwaitedOutcomes(
            settings.resendAfter(),
            settings.resendAtMost(),
            settings.answerTimeout(),
            settings.queueCapacityCommands());
  }

  /**
   * To be asked of every command that comes. What a destination has accepted is done, whatever
   * happens here: who waits for it is answered now.
   *
   * @return whether there is anything to decide: not for an outcome that came before
   */
  boolean isToDecide(BookCommand command, Book book) {
    if (!(command instanceof BookCommand.SettleTransfer settle)) {
      return true;
    }
    Optional<InFlight> transfer = book.inFlight(settle.key());
    return transfer.isPresent() && inFlight.outcome(transfer.get(), settle.refusal().isEmpty());
  }

  /** The command is dropped undecided. What is between books is sent again. */
  void dropped(BookCommand command) {
    if (command instanceof BookCommand.SettleTransfer settle) {
      inFlight.outcomeLost(settle.key(), time.nanoTime());
    }
    // A credit is left to its source's book, which sends it again.
  }

  void deliver(Batch.Ruled ruled) {
    Asker asker = ruled.queued().asker;
    ruled.decision().next().ifPresent(this::send);
    Answer answer = ruled.decision().answer();
    if (answer instanceof Reply reply) {
      asker.answer(new BookAnswer.Decided(newest(reply)));
    } else if (answer instanceof Answer.AtOutcome outcome) {
      inFlight.await(outcome.transfer(), asker, outcome.replayed(), time.nanoTime());
    } else if (answer instanceof Answer.OutcomeKnown outcome) {
      inFlight.settled(outcome.transfer());
    }
  }

  /** A transfer that its destination has accepted is done, whether or not it says so here yet. */
  private Reply newest(Reply reply) {
    return reply instanceof Reply.TransferInFlight read
            && inFlight.isAccepted(read.transfer().order().key())
        ? new Reply.TransferOutcome(AwaitedOutcomes.posted(read.transfer()), false)
        : reply;
  }

  private void send(BookCommand command) {
    if (command instanceof BookCommand.AcceptCredit accept) {
      inFlight.sent(accept.credit().key(), time.nanoTime());
    }
    effects.send(command);
  }

  /** After recovery: whatever was on its way may have been lost. */
  void sendAll(Book book) {
    book.inFlight().forEach(transfer -> send(new BookCommand.AcceptCredit(transfer.credit())));
  }

  void sendAgain(Book book) {
    inFlight.answerOverdue(time.nanoTime());
    inFlight
        .due(book.inFlight(), time.nanoTime())
        .forEach(transfer -> effects.send(new BookCommand.AcceptCredit(transfer.credit())));
  }

  /** Answers all who wait for an outcome: the book stops. */
  void abandon(BookAnswer answer) {
    inFlight.abandon(answer);
  }
}
