package exchequer.ledger;

import static net.jqwik.api.Arbitraries.frequencyOf;
import static net.jqwik.api.Arbitraries.integers;
import static net.jqwik.api.Arbitraries.just;
import static net.jqwik.api.Arbitraries.longs;
import static net.jqwik.api.Arbitraries.maps;
import static net.jqwik.api.Arbitraries.oneOf;
import static net.jqwik.api.Arbitraries.strings;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Every value the domain may have, edges first. */
public final class Arbitraries {
  private static final BigInteger MOST =
      BigInteger.TEN.pow(Amount.MAX_DIGITS).subtract(BigInteger.ONE);

  private Arbitraries() {}

  public static Arbitrary<AccountId> accountIds() {
    Arbitrary<String> heads = alphanumeric().ofLength(1);
    Arbitrary<String> tails =
        alphanumeric().withChars('-', '.', '_', '~', ':').ofMinLength(0).ofMaxLength(63);
    return Combinators.combine(heads, tails).as((head, tail) -> new AccountId(head + tail));
  }

  private static net.jqwik.api.arbitraries.StringArbitrary alphanumeric() {
    return strings().withCharRange('a', 'z').withCharRange('A', 'Z').withCharRange('0', '9');
  }

  public static Arbitrary<Asset> assets() {
    Arbitrary<String> heads = strings().withCharRange('A', 'Z').ofLength(1);
    Arbitrary<String> tails =
        strings().withCharRange('A', 'Z').withCharRange('0', '9').ofMinLength(0).ofMaxLength(11);
    return Combinators.combine(heads, tails, integers().between(0, 18))
        .as((head, tail, scale) -> new Asset(head + tail, scale));
  }

  public static Arbitrary<Amount> amounts() {
    return amountsBetween(MOST.negate());
  }

  public static Arbitrary<Amount> positiveAmounts() {
    return amountsBetween(BigInteger.ONE);
  }

  public static Arbitrary<Amount> amountsFromZero() {
    return amountsBetween(BigInteger.ZERO);
  }

  private static Arbitrary<Amount> amountsBetween(BigInteger least) {
    return net.jqwik.api.Arbitraries.bigIntegers().between(least, MOST).map(Amount::of);
  }

  public static Arbitrary<Limit> limits() {
    return frequencyOf(Tuple.of(1, just(Limit.UNBOUNDED)), Tuple.of(4, amounts().map(Limit::at)));
  }

  /** All that 64 bits of microseconds can say. */
  public static Arbitrary<Instant> times() {
    return longs().map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  /** Unicode of every plane, and none. */
  public static Arbitrary<Map<String, String>> metadata() {
    return maps(texts(), texts()).ofMaxSize(5);
  }

  private static Arbitrary<String> texts() {
    Arbitrary<Integer> codePoints =
        oneOf(
            integers().between(0, Character.MIN_SURROGATE - 1),
            integers().between(Character.MAX_SURROGATE + 1, Character.MAX_CODE_POINT));
    return codePoints
        .list()
        .ofMaxSize(12)
        .map(
            points ->
                points.stream()
                    .collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
  }

  public static Arbitrary<UUID> uuids() {
    return Combinators.combine(longs(), longs()).as(UUID::new);
  }

  public static Arbitrary<TransferKey> keys() {
    return Combinators.combine(accountIds(), uuids()).as(TransferKey::new);
  }

  public static Arbitrary<TransferOrder> orders() {
    return Combinators.combine(keys(), accountIds(), assets(), positiveAmounts(), metadata())
        .filter((key, destination, asset, amount, metadata) -> !destination.equals(key.source()))
        .as(TransferOrder::new);
  }

  public static Arbitrary<Credit> credits() {
    return Combinators.combine(keys(), accountIds(), assets(), positiveAmounts(), times())
        .as(Credit::new);
  }

  public static Arbitrary<InFlight> inFlight() {
    return Combinators.combine(orders(), times()).as(InFlight::new);
  }

  public static Arbitrary<Refusal> refusals() {
    return net.jqwik.api.Arbitraries.of(Refusal.class);
  }

  private static Arbitrary<Account.Status> statuses() {
    return net.jqwik.api.Arbitraries.of(Account.Status.class);
  }

  /** Each kind as often as the others. */
  public static Arbitrary<BookEvent> events() {
    return oneOf(
        List.of(
            Combinators.combine(accountIds(), assets(), limits(), limits(), metadata(), times())
                .as(BookEvent.AccountOpened::new),
            Combinators.combine(accountIds(), limits(), limits(), metadata(), times())
                .as(BookEvent.AccountUpdated::new),
            Combinators.combine(accountIds(), statuses(), times())
                .as(BookEvent.AccountStatusChanged::new),
            Combinators.combine(orders(), amounts(), amounts(), times())
                .as(BookEvent.LocalTransferPosted::new),
            Combinators.combine(orders(), amountsFromZero(), times())
                .as(BookEvent.TransferBegun::new),
            Combinators.combine(keys(), amounts(), amountsFromZero(), times())
                .as(BookEvent.TransferPosted::new),
            Combinators.combine(orders(), refusals(), times()).as(BookEvent.TransferRefused::new),
            Combinators.combine(keys(), refusals(), amountsFromZero(), times())
                .as(BookEvent.TransferReturned::new),
            Combinators.combine(credits(), amounts(), times()).as(BookEvent.CreditAccepted::new),
            Combinators.combine(keys(), refusals(), times()).as(BookEvent.CreditRefused::new),
            Combinators.combine(times(), times()).as(BookEvent.CreditFromFutureMet::new)));
  }

  public static Arbitrary<Account> accounts() {
    var settings =
        Combinators.combine(accountIds(), assets(), limits(), limits(), statuses(), metadata());
    Arbitrary<Account> blank =
        settings.as(
            (id, asset, floor, ceiling, status, metadata) ->
                new Account(
                    id,
                    asset,
                    Instant.EPOCH,
                    new Terms(floor, ceiling, status, metadata, 1, Instant.EPOCH, Optional.empty()),
                    Balance.ZERO,
                    Entries.NONE,
                    1));
    Arbitrary<List<Amount>> balances =
        Combinators.combine(amounts(), amountsFromZero())
            .filter((posted, inFlightOut) -> posted.canAdd(inFlightOut.negated()))
            .as(List::of);
    Arbitrary<Integer> buckets = integers().greaterOrEqual(0);
    return Combinators.combine(
            blank,
            balances,
            longs().greaterOrEqual(0),
            buckets.list().ofSize(2),
            times().list().ofSize(2),
            longs().greaterOrEqual(1).list().ofSize(2))
        .as(
            (account, balance, entryCount, bucket, time, counts) ->
                new Account(
                    account.id(),
                    account.asset(),
                    time.get(0),
                    new Terms(
                        account.terms().floor(),
                        account.terms().ceiling(),
                        account.terms().status(),
                        account.terms().metadata(),
                        counts.get(0),
                        time.get(1),
                        Optional.empty()),
                    new Balance(balance.get(0), balance.get(1)),
                    new Entries(entryCount, bucket.get(0), bucket.get(1)),
                    counts.get(1)));
  }

  private static Terms withFirst(Terms terms, Optional<Fingerprint> openedWith) {
    return new Terms(
        terms.floor(),
        terms.ceiling(),
        terms.status(),
        terms.metadata(),
        terms.version(),
        terms.changedAt(),
        openedWith);
  }

  /** As their book keeps them. */
  public static Arbitrary<Account> keptAccounts() {
    Arbitrary<Fingerprint> fingerprints =
        Combinators.combine(longs(), longs()).as(Fingerprint::new);
    return Combinators.combine(accounts(), fingerprints.optional())
        .as(
            (account, openedWith) ->
                account.with(withFirst(account.terms(), openedWith), account.sequenceNr()));
  }

  public static Arbitrary<Outcome> remembered() {
    return oneOf(
        Combinators.combine(orders(), refusals().optional(), times()).as(Outcome.OfTransfer::new),
        Combinators.combine(keys(), refusals()).as(Outcome.OfCredit::refused),
        keys().map(key -> new Outcome.OfCredit(key, Optional.empty(), Optional.empty())),
        credits().map(Outcome.OfCredit::accepted));
  }

  public static Arbitrary<Entry> entries() {
    return Combinators.combine(
            Combinators.combine(accountIds(), accountIds(), uuids()).as(Tuple::of),
            amounts().list().ofSize(2),
            times(),
            longs().greaterOrEqual(1).list().ofSize(2),
            integers().greaterOrEqual(0),
            integers().greaterOrEqual(0).optional())
        .as(
            (ids, amounts, at, counts, bucket, previousBucket) ->
                new Entry(
                    ids.get1(),
                    counts.get(0),
                    amounts.get(0),
                    amounts.get(1),
                    ids.get2(),
                    ids.get3(),
                    at,
                    bucket,
                    previousBucket.map(OptionalInt::of).orElse(OptionalInt.empty()),
                    counts.get(1)));
  }

  public static Arbitrary<Marker> markers() {
    // An append has at least one event.
    return longs()
        .greaterOrEqual(0)
        .flatMap(
            sequenceNr ->
                Combinators.combine(
                        longs().between(Math.min(1, sequenceNr), sequenceNr),
                        times().list().ofSize(2),
                        longs().greaterOrEqual(0),
                        inFlight().list().ofMaxSize(4),
                        oneOf(just(Instant.EPOCH), times()))
                    .as(
                        (appendNr, times, entryCount, inFlight, creditsAheadThrough) ->
                            new Marker(
                                sequenceNr,
                                appendNr,
                                times.get(0),
                                times.get(1),
                                entryCount,
                                inFlight,
                                creditsAheadThrough)));
  }
}
