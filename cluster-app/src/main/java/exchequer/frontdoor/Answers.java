package exchequer.frontdoor;

import com.google.protobuf.Timestamp;
import exchequer.ledger.Account;
import exchequer.ledger.Entry;
import exchequer.ledger.InFlight;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import exchequer.ledger.TransferOrder;
import exchequer.v1.Balance;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import java.time.Instant;
import java.util.Optional;

/** Words what books know as messages of the API. */
final class Answers {
  private Answers() {}

  static exchequer.v1.Account account(Account account) {
    return exchequer.v1.Account.newBuilder()
        .setName(Names.of(account.id()))
        .setAsset(account.asset().toString())
        .setFloor(account.terms().floor().toString())
        .setCeiling(account.terms().ceiling().toString())
        .putAllMetadata(account.terms().metadata())
        .setState(state(account.terms().status()))
        .setBalance(
            Balance.newBuilder()
                .setPosted(account.balance().posted().toString())
                .setInFlightOut(account.balance().inFlightOut().toString())
                .setAvailable(account.balance().available().toString()))
        .setEtag(Etags.of(account.terms().version()))
        .setEntryCount(account.entries().count())
        .setCreateTime(time(account.openedAt()))
        .setUpdateTime(time(account.terms().changedAt()))
        .build();
  }

  static Transfer transfer(Outcome.OfTransfer decided) {
    Optional<Refusal> refusal = decided.refusal();
    return transfer(decided.order(), decided.takenUpAt())
        .setState(refusal.isPresent() ? Transfer.State.REFUSED : Transfer.State.POSTED)
        .setRefusal(
            refusal
                .map(reason -> Reason.forNumber(reason.number()))
                .orElse(Reason.REASON_UNSPECIFIED))
        .build();
  }

  static Transfer transfer(InFlight inFlight) {
    return transfer(inFlight.order(), inFlight.begunAt())
        .setState(Transfer.State.IN_FLIGHT)
        .build();
  }

  static exchequer.v1.Entry entry(Entry entry) {
    return exchequer.v1.Entry.newBuilder()
        .setName(Names.of(entry.account()) + "/entries/" + entry.number())
        .setNumber(entry.number())
        .setAmount(entry.amount().toString())
        .setBalance(entry.balance().toString())
        .setCounterparty(Names.of(entry.counterparty()))
        .setTransfer(Names.of(entry.transferKey()))
        .setCreateTime(time(entry.postedAt()))
        .build();
  }

  private static Transfer.Builder transfer(TransferOrder order, Instant takenUpAt) {
    return Transfer.newBuilder()
        .setName(Names.of(order.key()))
        .setDestination(Names.of(order.destination()))
        .setAsset(order.asset().toString())
        .setAmount(order.amount().toString())
        .putAllMetadata(order.metadata())
        .setCreateTime(time(takenUpAt));
  }

  private static exchequer.v1.Account.State state(Account.Status status) {
    return switch (status) {
      case OPEN -> exchequer.v1.Account.State.OPEN;
      case FROZEN -> exchequer.v1.Account.State.FROZEN;
      case CLOSED -> exchequer.v1.Account.State.CLOSED;
    };
  }

  private static Timestamp time(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
