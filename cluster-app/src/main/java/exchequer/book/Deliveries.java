package exchequer.book;

import akka.actor.typed.ActorRef;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Credit;
import exchequer.ledger.Decision;
import exchequer.ledger.InFlight;
import exchequer.ledger.Reply;
import java.util.Optional;

/** What leaves a book once it is durable: answers to clients, credits and outcomes to books. */
final class Deliveries {
  private final BookRoutes books;
  private final InFlightTransfers inFlight;

  Deliveries(BookRoutes books, BookSettings settings) {
    this.books = books;
    this.inFlight =
        new InFlightTransfers(
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
      inFlight.outcomeLost(settle.key(), System.nanoTime());
    }
    // A credit is left to its source's book, which sends it again.
  }

  void deliver(Batch.Ruled ruled) {
    Decision decision = ruled.decision();
    Reply reply = decision.reply();
    if (reply instanceof Reply.TransferInFlight begun) {
      decision.creditToSend().ifPresent(credit -> send(begun.transfer()));
      deliverInFlight(ruled.pending(), begun.transfer(), decision.events().isEmpty());
    } else if (reply instanceof Reply.CreditDecided decided) {
      books.tell(
          decided.key().source(), new BookCommand.SettleTransfer(decided.key(), decided.refusal()));
    } else {
      if (reply instanceof Reply.TransferOutcome outcome) {
        inFlight.settled(outcome.transfer());
      }
      ruled.pending().replyTo.tell(new BookAnswer.Decided(reply));
    }
  }

  private void deliverInFlight(Pending pending, InFlight transfer, boolean replayed) {
    ActorRef<BookAnswer> replyTo = pending.replyTo;
    if (pending.command instanceof BookCommand.MakeTransfer) {
      inFlight.await(transfer, replyTo, replayed, System.nanoTime());
    } else {
      replyTo.tell(
          new BookAnswer.Decided(
              inFlight.isAccepted(transfer.order().key())
                  ? new Reply.TransferOutcome(InFlightTransfers.posted(transfer), false)
                  : new Reply.TransferInFlight(transfer)));
    }
  }

  /** After recovery: whatever was on its way may have been lost. */
  void sendAll(Book book) {
    book.inFlight().forEach(this::send);
  }

  private void send(InFlight transfer) {
    inFlight.sent(transfer.order().key(), System.nanoTime());
    tellDestination(transfer);
  }

  void sendAgain(Book book) {
    inFlight.answerOverdue(System.nanoTime());
    inFlight.due(book.inFlight(), System.nanoTime()).forEach(this::tellDestination);
  }

  private void tellDestination(InFlight transfer) {
    Credit credit = transfer.credit();
    books.tell(credit.destination(), new BookCommand.AcceptCredit(credit));
  }

  /** Answers all who wait for an outcome: the book stops. */
  void abandon(BookAnswer answer) {
    inFlight.abandon(answer);
  }
}
