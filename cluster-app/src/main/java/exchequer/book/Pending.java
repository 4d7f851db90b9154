package exchequer.book;

import akka.actor.typed.ActorRef;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Lookup;
import java.util.Map;

/** A command that is not decided yet. */
final class Pending {
  /** In memory, of a command without metadata and of who waits for its answer: about. */
  private static final int PLAIN_BYTES = 640;

  /** Of a pair of metadata beside the characters, about. */
  private static final int PAIR_BYTES = 128;

  /** In memory, at most. */
  private static final int CHARACTER_BYTES = 2;

  final BookCommand command;
  final ActorRef<BookAnswer> replyTo;

  /** What it takes in memory, about. */
  final int sizeBytes;

  /** What the transfer table said, once it was asked. */
  Lookup lookup = Lookup.NONE;

  /** Reads this command still waits for. */
  int outstandingReads;

  Pending(BookMessage.Request request) {
    this.command = request.command();
    this.replyTo = request.replyTo();
    this.sizeBytes = sizeBytes(command.match(CommandMetadata.OF));
  }

  private static int sizeBytes(Map<String, String> metadata) {
    int bytes = PLAIN_BYTES;
    for (Map.Entry<String, String> pair : metadata.entrySet()) {
      int characters = pair.getKey().length() + pair.getValue().length();
      bytes += PAIR_BYTES + CHARACTER_BYTES * characters;
    }
    return bytes;
  }

  /** Nobody waits for it: it can go with the next append. The client was answered already. */
  boolean isPatient() {
    return command instanceof BookCommand.SettleTransfer settle && settle.refusal().isEmpty();
  }
}
