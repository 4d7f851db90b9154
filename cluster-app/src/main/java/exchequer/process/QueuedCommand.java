package exchequer.process;

import exchequer.ledger.BookCommand;
import exchequer.ledger.HeapSize;
import exchequer.ledger.Lookup;
import exchequer.ledger.RowKey;
import java.util.ArrayList;
import java.util.List;

/** A command that is not decided yet. */
final class QueuedCommand {
  /** In memory, of a command without metadata and of who waits for its answer: about. */
  private static final int PLAIN_BYTES = 640;

  final BookCommand command;
  final Context context;
  final Asker asker;

  private final long arrivedNanos;

  /** What it takes in memory, about. */
  final int sizeBytes;

  /** What the transfer table said, once it was asked. */
  Lookup lookup = Lookup.NONE;

  /** Reads this command still waits for. */
  int outstandingReads;

  /** Rows it waits for, or has waited for. */
  List<RowKey> awaited = List.of();

  QueuedCommand(BookCommand command, Context context, Asker asker, long nowNanos) {
    this.command = command;
    this.context = context;
    this.asker = asker;
    this.arrivedNanos = nowNanos;
    this.sizeBytes = PLAIN_BYTES + HeapSize.ofMetadata(command.match(CommandMetadata.OF));
  }

  /** It waits for these rows as well. */
  void awaits(List<RowKey> rows) {
    if (awaited.isEmpty()) {
      awaited = rows;
    } else {
      awaited = new ArrayList<>(awaited);
      awaited.addAll(rows);
    }
  }

  /** Of a client, and not of another book or of this one. */
  boolean isOfClient() {
    return !(command instanceof BookCommand.AcceptCredit)
        && !(command instanceof BookCommand.SettleTransfer);
  }

  /** How long it has been waiting for a decision. */
  long waitedNanos(long nowNanos) {
    return nowNanos - arrivedNanos;
  }

  /** Nobody waits for it: it can go with the next append. The client was answered already. */
  boolean isPatient() {
    return command instanceof BookCommand.SettleTransfer settle && settle.refusal().isEmpty();
  }
}
