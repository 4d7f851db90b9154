package exchequer.book;

import akka.actor.typed.ActorRef;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Credit;
import exchequer.ledger.Decision;
import exchequer.ledger.InFlight;
import exchequer.ledger.Reply;

/** What leaves a book once it is durable: answers to clients, credits and outcomes to books. */
final class Deliveries {
  private final Books books;
  private final InFlightTransfers inFlight;

  Deliveries(Books books, BookSettings settings) {
    this.books = books;
    this.inFlight = new InFlightTransfers(settings.resendAfter(), settings.resendAtMost());
  }

  /** What the destination has accepted is done, whatever happens here: nobody needs to wait. */
  void acknowledgeEarly(BookCommand command, Book book) {
    if (command instanceof BookCommand.SettleTransfer settle && settle.refusal().isEmpty()) {
      book.inFlight(settle.key()).ifPresent(inFlight::accepted);
    }
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
      inFlight.await(transfer, replyTo, replayed);
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
