package exchequer.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import exchequer.ledger.Account;

/** An account within messages, and its status. */
final class Accounts {
  private Accounts() {}

  static void write(Output out, Account account) {
    Values.write(out, account.id());
    Values.write(out, account.asset());
    Values.write(out, account.floor());
    Values.write(out, account.ceiling());
    write(out, account.status());
    Texts.writeMetadata(out, account.metadata());
    out.writeVarLong(account.version(), true);
    Values.write(out, account.posted());
    Values.write(out, account.inFlightOut());
    out.writeVarLong(account.entryCount(), true);
    out.writeVarInt(account.firstBucket(), true);
    out.writeVarInt(account.lastBucket(), true);
    Values.write(out, account.openedAt());
    Values.write(out, account.changedAt());
    out.writeVarLong(account.sequenceNr(), true);
  }

  static Account read(Input in) {
    return new Account(
        Values.accountId(in),
        Values.asset(in),
        Values.limit(in),
        Values.limit(in),
        status(in),
        Texts.readMetadata(in),
        in.readVarLong(true),
        Values.amount(in),
        Values.amount(in),
        in.readVarLong(true),
        in.readVarInt(true),
        in.readVarInt(true),
        Values.time(in),
        Values.time(in),
        in.readVarLong(true));
  }

  /** By numbers of its own: their order in the source may change. */
  static void write(Output out, Account.Status status) {
    out.writeByte(
        switch (status) {
          case OPEN -> 1;
          case FROZEN -> 2;
          case CLOSED -> 3;
        });
  }

  static Account.Status status(Input in) {
    byte number = in.readByte();
    return switch (number) {
      case 1 -> Account.Status.OPEN;
      case 2 -> Account.Status.FROZEN;
      case 3 -> Account.Status.CLOSED;
      default -> throw new KryoException("no status has the number " + number);
    };
  }
}
