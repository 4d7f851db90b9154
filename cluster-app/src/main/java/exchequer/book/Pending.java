package exchequer.book;

import akka.actor.typed.ActorRef;
import exchequer.ledger.BookCommand;
import exchequer.ledger.HeapSize;
import exchequer.ledger.Lookup;

/** A command that is not decided yet. */
final class Pending {
  /** In memory, of a command without metadata and of who waits for its answer: about. */
  private static final int PLAIN_BYTES = 640;

  final BookCommand command;
  final ActorRef<BookAnswer> replyTo;

  private final long arrivedNanos = System.nanoTime();

  /** What it takes in memory, about. */
  final int sizeBytes;

  /** What the transfer table said, once it was asked. */
  Lookup lookup = Lookup.NONE;

  /** Reads this command still waits for. */
  int outstandingReads;

  Pending(BookMessage.Request request) {
    this.command = request.command();
    this.replyTo = request.replyTo();
    this.sizeBytes = PLAIN_BYTES + HeapSize.ofMetadata(command.match(CommandMetadata.OF));
  }

  /** Of a client, and not of another book or of this one. */
  boolean isOfClient() {
    return !(command instanceof BookCommand.AcceptCredit)
        && !(command instanceof BookCommand.SettleTransfer);
  }

  /** How long it has been waiting for a decision. */
  long waitedNanos() {
    return System.nanoTime() - arrivedNanos;
  }

  /** Nobody waits for it: it can go with the next append. The client was answered already. */
  boolean isPatient() {
    return command instanceof BookCommand.SettleTransfer settle && settle.refusal().isEmpty();
  }
}
