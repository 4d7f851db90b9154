package exchequer.encoding;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Balance;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Credit;
import exchequer.ledger.Entries;
import exchequer.ledger.Entry;
import exchequer.ledger.InFlight;
import exchequer.ledger.Limit;
import exchequer.ledger.Marker;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import exchequer.ledger.Terms;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** One fixed value of every kind. Never changed: the golden bytes are theirs. */
final class Samples {
  private static final AccountId ALICE = new AccountId("alice");
  private static final AccountId BOB = new AccountId("bob:2~x_y.z-0");
  private static final Asset EUR = Asset.parse("EUR/2");
  private static final Asset ETH = Asset.parse("ETH/18");
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789012Z");
  private static final Instant BEFORE_1970 = Instant.parse("1969-12-31T23:59:59.999999Z");
  private static final Map<String, String> METADATA = Map.of("b", "", "a", "\u00e9\ud83d\udcb6");
  private static final Amount MOST = Amount.parse("9".repeat(38));
  private static final Amount LEAST = MOST.negated();
  private static final TransferKey KEY =
      new TransferKey(ALICE, UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"));
  private static final TransferOrder ORDER =
      new TransferOrder(KEY, BOB, EUR, Amount.of(128), METADATA);
  static final TransferOrder PLAIN_ORDER =
      new TransferOrder(new TransferKey(BOB, new UUID(0, -1)), ALICE, ETH, MOST, Map.of());

  static final List<BookEvent> EVENTS =
      List.of(
          new BookEvent.AccountOpened(
              ALICE, EUR, Limit.UNBOUNDED, Limit.at(Amount.of(127)), METADATA, AT),
          new BookEvent.AccountUpdated(
              BOB, Limit.at(LEAST), Limit.UNBOUNDED, Map.of(), Instant.EPOCH),
          new BookEvent.AccountStatusChanged(BOB, Account.Status.CLOSED, AT),
          new BookEvent.LocalTransferPosted(ORDER, LEAST, Amount.ZERO, AT),
          new BookEvent.TransferBegun(PLAIN_ORDER, MOST, BEFORE_1970),
          new BookEvent.TransferPosted(KEY, Amount.of(-1), Amount.ZERO, AT),
          new BookEvent.TransferRefused(ORDER, Refusal.FLOOR_CROSSED, AT),
          new BookEvent.TransferReturned(KEY, Refusal.DESTINATION_FROZEN, Amount.of(255), AT),
          new BookEvent.CreditAccepted(new Credit(KEY, BOB, EUR, Amount.of(1), AT), MOST, AT),
          new BookEvent.CreditRefused(KEY, Refusal.CEILING_CROSSED, AT),
          new BookEvent.CreditFromFutureMet(AT, BEFORE_1970));

  /** Two of a kind, so that their order and number matter. */
  static final List<BookEvent> APPEND = List.of(EVENTS.get(5), EVENTS.get(9), EVENTS.get(5));

  static final Account ACCOUNT =
      new Account(
          BOB,
          ETH,
          BEFORE_1970,
          new Terms(
              Limit.at(Amount.of(-100)),
              Limit.UNBOUNDED,
              Account.Status.FROZEN,
              METADATA,
              3,
              AT,
              Optional.empty()),
          new Balance(Amount.parse("1234567890123456789012345678"), Amount.of(4096)),
          new Entries(987_654_321_012L, 17, Integer.MAX_VALUE),
          Long.MAX_VALUE);

  static final List<Outcome> REMEMBERED =
      List.of(
          new Outcome.OfTransfer(ORDER, Optional.empty(), AT),
          new Outcome.OfCredit(KEY, Optional.of(Refusal.DESTINATION_NOT_FOUND), Optional.empty()));

  static final List<Outcome> OUTCOMES = REMEMBERED;

  /** Under the same manifest as the refused one above. */
  static final Outcome ACCEPTED_CREDIT =
      new Outcome.OfCredit(
          KEY, Optional.empty(), Optional.of(new Credit(KEY, BOB, ETH, Amount.of(128), AT)));

  static final Entry ENTRY =
      new Entry(
          ALICE,
          7,
          LEAST,
          Amount.ZERO,
          BOB,
          KEY.id(),
          AT,
          Integer.MAX_VALUE,
          OptionalInt.of(0),
          Long.MAX_VALUE);

  static final Marker MARKER =
      new Marker(
          42,
          7,
          AT,
          AT,
          0,
          List.of(new InFlight(ORDER, AT), new InFlight(PLAIN_ORDER, Instant.EPOCH)));

  static final Marker MARKER_WITH_CREDITS_AHEAD =
      new Marker(42, 7, AT, AT, 1, List.of(new InFlight(PLAIN_ORDER, AT)), BEFORE_1970);

  private Samples() {}

  /**
   * All of them, each by the name of its golden file: its manifest, and what tells it from another.
   */
  static Map<String, Object> values() {
    Map<String, Object> all = new LinkedHashMap<>();
    List<Object> ofTheirOwn = new ArrayList<>(EVENTS);
    ofTheirOwn.add(APPEND);
    ofTheirOwn.add(ACCOUNT);
    ofTheirOwn.addAll(REMEMBERED);
    ofTheirOwn.add(OUTCOMES);
    ofTheirOwn.add(ENTRY);
    ofTheirOwn.add(MARKER);
    ofTheirOwn.add(MARKER_WITH_CREDITS_AHEAD);
    for (Object value : ofTheirOwn) {
      Object before = all.put(AnyForm.write(value).manifest(), value);
      if (before != null) {
        throw new AssertionError("two samples have the manifest of " + value);
      }
    }
    all.put("credit-decided/1+accepted", ACCEPTED_CREDIT);
    return all;
  }

  /** All of them in their durable form. */
  static List<Stored> stored() {
    return values().values().stream().map(AnyForm::write).toList();
  }
}
