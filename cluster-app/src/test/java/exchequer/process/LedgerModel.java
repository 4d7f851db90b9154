package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.BookCommand;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Credit;
import exchequer.ledger.InFlight;
import exchequer.ledger.Limit;
import exchequer.ledger.Refusal;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the events of all books together must mean, in the simplest words: sums in unbounded memory.
 * Fails at the first event that breaks a rule or carries a balance that is not the sum.
 */
final class LedgerModel implements BookEvent.Cases<Void> {
  private static final BigInteger BOUND = BigInteger.TEN.pow(38);

  /** An account, counted by hand. */
  static final class Sheet {
    Asset asset;
    Limit floor;
    Limit ceiling;
    Account.Status status = Account.Status.OPEN;
    Map<String, String> metadata;

    /** What it was opened with: what a creation is that is no other one. */
    BookCommand.OpenAccount creation;

    long version = 1;
    BigInteger posted = BigInteger.ZERO;
    BigInteger inFlightOut = BigInteger.ZERO;
    long entryCount;

    BigInteger available() {
      return posted.subtract(inFlightOut);
    }
  }

  /** An account at a moment. */
  record State(
      BigInteger posted,
      BigInteger inFlightOut,
      Limit floor,
      Limit ceiling,
      Account.Status status,
      Map<String, String> metadata,
      long version,
      long entryCount) {

    static State of(Account account) {
      return new State(
          account.balance().posted().units(),
          account.balance().inFlightOut().units(),
          account.terms().floor(),
          account.terms().ceiling(),
          account.terms().status(),
          account.terms().metadata(),
          account.terms().version(),
          account.entries().count());
    }
  }

  final Map<AccountId, Sheet> sheets = new LinkedHashMap<>();
  private final Map<AccountId, List<State>> states = new HashMap<>();

  /** All that an account ever was, in order. */
  List<State> states(AccountId id) {
    return states.getOrDefault(id, List.of());
  }

  private void keep(AccountId id) {
    Sheet sheet = sheets.get(id);
    states
        .computeIfAbsent(id, first -> new ArrayList<>())
        .add(
            new State(
                sheet.posted,
                sheet.inFlightOut,
                sheet.floor,
                sheet.ceiling,
                sheet.status,
                sheet.metadata,
                sheet.version,
                sheet.entryCount));
  }

  /** Every order a book took up, as it was first sent. */
  final Map<TransferKey, TransferOrder> recorded = new LinkedHashMap<>();

  /** The final outcome at the source. */
  final Map<TransferKey, Optional<Refusal>> outcomes = new HashMap<>();

  final Map<TransferKey, Credit> inFlight = new LinkedHashMap<>();

  /** What the destination's book decided. */
  final Map<TransferKey, Optional<Refusal>> credits = new HashMap<>();

  @Override
  public Void accountOpened(BookEvent.AccountOpened event) {
    Sheet sheet = new Sheet();
    sheet.asset = event.asset();
    sheet.floor = event.floor();
    sheet.ceiling = event.ceiling();
    sheet.metadata = event.metadata();
    sheet.creation =
        new BookCommand.OpenAccount(
            event.account(), event.asset(), event.floor(), event.ceiling(), event.metadata());
    assertThat(sheets.put(event.account(), sheet)).as("opened twice").isNull();
    checkLimits(event.account());
    keep(event.account());
    return null;
  }

  @Override
  public Void accountUpdated(BookEvent.AccountUpdated event) {
    Sheet sheet = sheets.get(event.account());
    assertThat(sheet.status).isNotEqualTo(Account.Status.CLOSED);
    assertThat(List.of(event.floor(), event.ceiling(), event.metadata()))
        .as("settings that change")
        .isNotEqualTo(List.of(sheet.floor, sheet.ceiling, sheet.metadata));
    sheet.floor = event.floor();
    sheet.ceiling = event.ceiling();
    sheet.metadata = event.metadata();
    sheet.version++;
    checkLimits(event.account());
    keep(event.account());
    return null;
  }

  @Override
  public Void accountStatusChanged(BookEvent.AccountStatusChanged event) {
    Sheet sheet = sheets.get(event.account());
    assertThat(sheet.status).isNotIn(Account.Status.CLOSED, event.status());
    if (event.status() == Account.Status.CLOSED) {
      assertThat(sheet.posted).as("closed with money").isZero();
      assertThat(sheet.inFlightOut).as("closed with money in flight").isZero();
    }
    sheet.status = event.status();
    sheet.version++;
    keep(event.account());
    return null;
  }

  @Override
  public Void localTransferPosted(BookEvent.LocalTransferPosted event) {
    TransferOrder order = event.order();
    record(order);
    assertThat(refusalOf(order)).as("%s is posted", order.key()).isEmpty();
    assertThat(refusalToCredit(order.destination(), order.asset(), order.amount())).isEmpty();
    outcomes.put(order.key(), Optional.empty());
    post(order.key().source(), order.amount().negated(), event.sourcePosted());
    post(order.destination(), order.amount(), event.destinationPosted());
    keep(order.key().source());
    keep(order.destination());
    return null;
  }

  @Override
  public Void transferBegun(BookEvent.TransferBegun event) {
    TransferOrder order = event.order();
    record(order);
    assertThat(refusalOf(order)).as("%s is begun", order.key()).isEmpty();
    inFlight.put(order.key(), new InFlight(order, event.at()).credit());
    reserve(order.key().source(), order.amount(), event.inFlightOut());
    keep(order.key().source());
    return null;
  }

  @Override
  public Void transferPosted(BookEvent.TransferPosted event) {
    Credit credit = settle(event.key(), Optional.empty());
    reserve(event.key().source(), credit.amount().negated(), event.inFlightOut());
    post(event.key().source(), credit.amount().negated(), event.posted());
    keep(event.key().source());
    return null;
  }

  @Override
  public Void transferRefused(BookEvent.TransferRefused event) {
    TransferOrder order = event.order();
    record(order);
    Optional<Refusal> expected =
        refusalOf(order)
            .or(() -> refusalToCredit(order.destination(), order.asset(), order.amount()));
    assertThat(expected).as("%s is refused", order.key()).contains(event.refusal());
    outcomes.put(order.key(), Optional.of(event.refusal()));
    return null;
  }

  @Override
  public Void transferReturned(BookEvent.TransferReturned event) {
    Credit credit = settle(event.key(), Optional.of(event.refusal()));
    reserve(event.key().source(), credit.amount().negated(), event.inFlightOut());
    keep(event.key().source());
    return null;
  }

  @Override
  public Void creditAccepted(BookEvent.CreditAccepted event) {
    Credit credit = event.credit();
    assertThat(inFlight.get(credit.key())).as("what was begun").isEqualTo(credit);
    assertThat(refusalToCredit(credit.destination(), credit.asset(), credit.amount())).isEmpty();
    decideCredit(credit.key(), Optional.empty());
    post(credit.destination(), credit.amount(), event.posted());
    keep(credit.destination());
    return null;
  }

  @Override
  public Void creditRefused(BookEvent.CreditRefused event) {
    Credit credit = inFlight.get(event.key());
    assertThat(credit).as("what was begun of %s", event.key()).isNotNull();
    assertThat(refusalToCredit(credit.destination(), credit.asset(), credit.amount()))
        .contains(event.refusal());
    decideCredit(event.key(), Optional.of(event.refusal()));
    return null;
  }

  @Override
  public Void creditFromFutureMet(BookEvent.CreditFromFutureMet event) {
    return null; // Says nothing of money.
  }

  private void record(TransferOrder order) {
    assertThat(recorded.put(order.key(), order)).as("%s taken up twice", order.key()).isNull();
  }

  private void decideCredit(TransferKey key, Optional<Refusal> decision) {
    assertThat(credits.put(key, decision)).as("credit of %s decided twice", key).isNull();
  }

  private Credit settle(TransferKey key, Optional<Refusal> outcome) {
    assertThat(credits.get(key)).as("decision on %s", key).isEqualTo(outcome);
    assertThat(outcomes.put(key, outcome)).as("%s settled twice", key).isNull();
    return inFlight.remove(key);
  }

  private void reserve(AccountId id, Amount change, Amount after) {
    Sheet sheet = sheets.get(id);
    sheet.inFlightOut = sheet.inFlightOut.add(change.units());
    assertThat(after.units()).as("in flight out of %s", id).isEqualTo(sheet.inFlightOut);
  }

  private void post(AccountId id, Amount change, Amount after) {
    Sheet sheet = sheets.get(id);
    sheet.posted = sheet.posted.add(change.units());
    sheet.entryCount++;
    assertThat(after.units()).as("posted of %s", id).isEqualTo(sheet.posted);
  }

  /** After every event: no limit crossed, nothing made or lost. */
  void check() {
    sheets.keySet().forEach(this::checkLimits);
    Map<Asset, BigInteger> sums = new HashMap<>();
    sheets.values().forEach(sheet -> sums.merge(sheet.asset, sheet.posted, BigInteger::add));
    // Arrived, and still counted at the source.
    inFlight.values().stream()
        .filter(credit -> Optional.empty().equals(credits.get(credit.key())))
        .forEach(c -> sums.merge(c.asset(), c.amount().units().negate(), BigInteger::add));
    assertThat(sums.values()).as("sums of the assets").allMatch(sum -> sum.signum() == 0);
  }

  private void checkLimits(AccountId id) {
    Sheet sheet = sheets.get(id);
    assertThat(sheet.inFlightOut).as("in flight out of %s", id).isNotNegative();
    sheet
        .floor
        .amount()
        .ifPresent(
            floor ->
                assertThat(sheet.available())
                    .as("available of %s over its floor", id)
                    .isGreaterThanOrEqualTo(floor.units()));
    sheet
        .ceiling
        .amount()
        .ifPresent(
            ceiling ->
                assertThat(sheet.posted)
                    .as("posted of %s under its ceiling", id)
                    .isLessThanOrEqualTo(ceiling.units()));
  }

  private Optional<Refusal> refusalOf(TransferOrder order) {
    Sheet sheet = sheets.get(order.key().source());
    BigInteger amount = order.amount().units();
    if (sheet == null) {
      return Optional.of(Refusal.SOURCE_NOT_FOUND);
    } else if (!sheet.asset.equals(order.asset())) {
      return Optional.of(Refusal.SOURCE_ASSET_MISMATCH);
    } else if (sheet.status == Account.Status.CLOSED) {
      return Optional.of(Refusal.SOURCE_CLOSED);
    } else if (sheet.status == Account.Status.FROZEN) {
      return Optional.of(Refusal.SOURCE_FROZEN);
    }
    BigInteger left = sheet.available().subtract(amount);
    if (sheet.floor.amount().isPresent()) {
      return left.compareTo(sheet.floor.amount().get().units()) < 0
          ? Optional.of(Refusal.FLOOR_CROSSED)
          : Optional.empty();
    }
    return fits(left) && fits(sheet.inFlightOut.add(amount))
        ? Optional.empty()
        : Optional.of(Refusal.SOURCE_BALANCE_OVERFLOW);
  }

  private Optional<Refusal> refusalToCredit(AccountId destination, Asset asset, Amount amount) {
    Sheet sheet = sheets.get(destination);
    if (sheet == null) {
      return Optional.of(Refusal.DESTINATION_NOT_FOUND);
    } else if (!sheet.asset.equals(asset)) {
      return Optional.of(Refusal.DESTINATION_ASSET_MISMATCH);
    } else if (sheet.status == Account.Status.CLOSED) {
      return Optional.of(Refusal.DESTINATION_CLOSED);
    } else if (sheet.status == Account.Status.FROZEN) {
      return Optional.of(Refusal.DESTINATION_FROZEN);
    }
    BigInteger after = sheet.posted.add(amount.units());
    if (sheet.ceiling.amount().isPresent()) {
      return after.compareTo(sheet.ceiling.amount().get().units()) > 0
          ? Optional.of(Refusal.CEILING_CROSSED)
          : Optional.empty();
    }
    return fits(after) ? Optional.empty() : Optional.of(Refusal.DESTINATION_BALANCE_OVERFLOW);
  }

  private static boolean fits(BigInteger units) {
    return units.abs().compareTo(BOUND) < 0;
  }
}
