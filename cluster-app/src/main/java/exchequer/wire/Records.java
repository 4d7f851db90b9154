package exchequer.wire;

import static exchequer.wire.Values.write;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import exchequer.ledger.Credit;
import exchequer.ledger.Entry;
import exchequer.ledger.InFlight;
import exchequer.ledger.Remembered;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger's records within messages: their components in order, no ids. Changing one changes
 * every message that contains it.
 */
final class Records {
  /** An entry with the shortest ids and numbers has more. */
  private static final int LEAST_ENTRY_BYTES = 30;

  private Records() {}

  static void writeKey(Output out, TransferKey key) {
    write(out, key.source());
    write(out, key.id());
  }

  static TransferKey key(Input in) {
    return new TransferKey(Values.accountId(in), Values.uuid(in));
  }

  static void writeOrder(Output out, TransferOrder order) {
    writeKey(out, order.key());
    write(out, order.destination());
    write(out, order.asset());
    write(out, order.amount());
    Texts.writeMetadata(out, order.metadata());
  }

  static TransferOrder order(Input in) {
    return new TransferOrder(
        key(in), Values.accountId(in), Values.asset(in), Values.amount(in), Texts.readMetadata(in));
  }

  static void writeCredit(Output out, Credit credit) {
    writeKey(out, credit.key());
    write(out, credit.destination());
    write(out, credit.asset());
    write(out, credit.amount());
    write(out, credit.begunAt());
  }

  static Credit credit(Input in) {
    return new Credit(
        key(in), Values.accountId(in), Values.asset(in), Values.amount(in), Values.time(in));
  }

  static void writeInFlight(Output out, InFlight transfer) {
    writeOrder(out, transfer.order());
    write(out, transfer.begunAt());
  }

  static InFlight inFlight(Input in) {
    return new InFlight(order(in), Values.time(in));
  }

  static void writeDecided(Output out, Remembered.Decided transfer) {
    writeOrder(out, transfer.order());
    write(out, transfer.refusal(), Values::write);
    write(out, transfer.takenUpAt());
  }

  static Remembered.Decided decided(Input in) {
    return new Remembered.Decided(order(in), Values.optional(in, Values::refusal), Values.time(in));
  }

  static void writeWindow(Output out, StatementWindow window) {
    out.writeBoolean(window.newestFirst());
    out.writeVarLong(window.fromNumber(), true);
    write(out, window.notBefore());
    write(out, window.before());
    out.writeVarInt(window.limit(), true);
  }

  static StatementWindow window(Input in) {
    return new StatementWindow(
        Values.flag(in),
        in.readVarLong(true),
        Values.time(in),
        Values.time(in),
        in.readVarInt(true));
  }

  static void writeHead(Output out, StatementHead head) {
    Accounts.write(out, head.account());
    out.writeVarLong(head.writtenCount(), true);
    out.writeVarInt(head.lastWrittenBucket(), true);
    out.writeVarInt(head.unwritten().size(), true);
    head.unwritten().forEach(entry -> writeEntry(out, entry));
  }

  static StatementHead head(Input in) {
    return new StatementHead(
        Accounts.read(in), in.readVarLong(true), in.readVarInt(true), entries(in));
  }

  private static List<Entry> entries(Input in) {
    int size = Texts.size(in, LEAST_ENTRY_BYTES);
    List<Entry> entries = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      entries.add(entry(in));
    }
    return List.copyOf(entries);
  }

  private static void writeEntry(Output out, Entry entry) {
    write(out, entry.account());
    out.writeVarLong(entry.number(), true);
    write(out, entry.amount());
    write(out, entry.balance());
    write(out, entry.counterparty());
    write(out, entry.transfer());
    write(out, entry.postedAt());
    out.writeVarInt(entry.bucket(), true);
    write(out, entry.previousBucket());
    out.writeVarLong(entry.sequenceNr(), true);
  }

  private static Entry entry(Input in) {
    return new Entry(
        Values.accountId(in),
        in.readVarLong(true),
        Values.amount(in),
        Values.amount(in),
        Values.accountId(in),
        Values.uuid(in),
        Values.time(in),
        in.readVarInt(true),
        Values.optionalInt(in),
        in.readVarLong(true));
  }
}
