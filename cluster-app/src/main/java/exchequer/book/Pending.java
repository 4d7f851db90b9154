package exchequer.book;

import akka.actor.typed.ActorRef;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Lookup;

/** A command that is not decided yet. */
final class Pending {
  final BookCommand command;
  final ActorRef<BookAnswer> replyTo;

  /** What the transfer table said, once it was asked. */
  Lookup lookup = Lookup.NONE;

  /** Reads this command still waits for. */
  int outstandingReads;

  Pending(BookMessage.Request request) {
    this.command = request.command();
    this.replyTo = request.replyTo();
  }

  /** Nobody waits for it: it can go with the next append. The client was answered already. */
  boolean isPatient() {
    return command instanceof BookCommand.SettleTransfer settle && settle.refusal().isEmpty();
  }

  /** Another book's message: bounded by that book's own bounds, and never answered directly. */
  boolean isBetweenBooks() {
    return command instanceof BookCommand.SettleTransfer
        || command instanceof BookCommand.AcceptCredit;
  }
}
