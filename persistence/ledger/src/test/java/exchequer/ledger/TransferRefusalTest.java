package exchequer.ledger;

import static exchequer.ledger.TwoBooks.NOW;
import static exchequer.ledger.TwoBooks.SKEW;
import static exchequer.ledger.TwoBooks.decide;
import static exchequer.ledger.TwoBooks.rejected;
import static exchequer.ledger.TwoBooks.tell;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal of a transfer alone, and every two that can apply at once: the first is given. */
class TransferRefusalTest {
  private static final Set<Refusal> OF_SOURCE =
      EnumSet.range(Refusal.SOURCE_NOT_FOUND, Refusal.SOURCE_BALANCE_OVERFLOW);
  private static final Set<Refusal> OF_DESTINATION =
      EnumSet.range(Refusal.DESTINATION_NOT_FOUND, Refusal.DESTINATION_BALANCE_OVERFLOW);

  private final TwoBooks books = new TwoBooks();

  static List<Arguments> oneOrTwo() {
    Set<Refusal> all =
        EnumSet.range(Refusal.SOURCE_NOT_FOUND, Refusal.DESTINATION_BALANCE_OVERFLOW);
    List<Arguments> pairs = new ArrayList<>();
    for (Refusal first : all) {
      for (Refusal second : all) {
        if (first.compareTo(second) <= 0 && !areStatusesOfOneAccount(first, second)) {
          pairs.add(Arguments.of(first, second));
        }
      }
    }
    return pairs;
  }

  private static boolean areStatusesOfOneAccount(Refusal first, Refusal second) {
    return (first == Refusal.SOURCE_CLOSED && second == Refusal.SOURCE_FROZEN)
        || (first == Refusal.DESTINATION_CLOSED && second == Refusal.DESTINATION_FROZEN);
  }

  @ParameterizedTest
  @MethodSource("oneOrTwo")
  void within_a_book_the_first_refusal_is_the_answer_for_ever(Refusal first, Refusal second) {
    // Given
    load(books.near, TwoBooks.SOURCE, OF_SOURCE, EnumSet.of(first, second));
    load(books.near, TwoBooks.NEIGHBOUR, OF_DESTINATION, EnumSet.of(first, second));
    var command = new BookCommand.MakeTransfer(TwoBooks.order(TwoBooks.NEIGHBOUR, 1));

    // When
    Answer reply = tell(books.near, command);

    // Then
    var decided = new Outcome.OfTransfer(command.order(), Optional.of(first), NOW);
    assertThat(reply).isEqualTo(new Reply.TransferOutcome(decided, false));
    assertThat(tell(books.near, command))
        .as("the same transfer sent again")
        .isEqualTo(new Reply.TransferOutcome(decided, true));
  }

  @ParameterizedTest
  @MethodSource("oneOrTwo")
  void between_books_the_first_refusal_is_the_answer_for_ever(Refusal first, Refusal second) {
    // Given
    load(books.near, TwoBooks.SOURCE, OF_SOURCE, EnumSet.of(first, second));
    load(books.far, TwoBooks.FAR, OF_DESTINATION, EnumSet.of(first, second));
    var command = new BookCommand.MakeTransfer(TwoBooks.order(TwoBooks.FAR, 1));

    // When
    Decision decision = decide(books.near, command);
    boolean hasBegun = decision.answer() instanceof Answer.AtOutcome;
    if (hasBegun) {
      BookCommand credit = decision.next().orElseThrow();
      BookCommand outcome = decide(books.far, credit).next().orElseThrow();
      assertThat(decide(books.far, credit).next()).as("a redelivery").contains(outcome);
      decision = decide(books.near, outcome);
    }

    // Then
    var decided = new Outcome.OfTransfer(command.order(), Optional.of(first), NOW);
    assertThat(decision.answer())
        .isEqualTo(
            hasBegun
                ? new Answer.OutcomeKnown(decided)
                : new Reply.TransferOutcome(decided, false));
    assertThat(tell(books.near, command)).isEqualTo(new Reply.TransferOutcome(decided, true));
    assertThat(books.near.inFlight()).isEmpty();
  }

  /** The account such that each of the faults that concern it applies to a transfer of 1. */
  private static void load(Book book, AccountId id, Set<Refusal> own, Set<Refusal> faults) {
    Account account = TwoBooks.account(id);
    Asset asset = account.asset();
    Account.Status status = account.terms().status();
    Limit floor = account.terms().floor();
    Limit ceiling = account.terms().ceiling();
    Amount posted = account.balance().posted();
    for (Refusal fault : EnumSet.copyOf(own)) {
      if (!faults.contains(fault)) {
        continue;
      }
      switch (fault) {
        case SOURCE_NOT_FOUND, DESTINATION_NOT_FOUND -> {
          book.loaded(id, Optional.empty());
          return;
        }
        case SOURCE_ASSET_MISMATCH, DESTINATION_ASSET_MISMATCH -> asset = TwoBooks.USD;
        case SOURCE_CLOSED, DESTINATION_CLOSED -> status = Account.Status.CLOSED;
        case SOURCE_FROZEN, DESTINATION_FROZEN -> status = Account.Status.FROZEN;
        case FLOOR_CROSSED -> floor = Limit.at(Amount.of(100));
        case SOURCE_BALANCE_OVERFLOW -> posted = TwoBooks.MOST.negated();
        case CEILING_CROSSED -> ceiling = Limit.at(Amount.of(100));
        case DESTINATION_BALANCE_OVERFLOW -> posted = TwoBooks.MOST;
        default -> throw new AssertionError(fault);
      }
    }
    book.loaded(
        id,
        Optional.of(
            new Account(
                id,
                asset,
                NOW,
                new Terms(floor, ceiling, status, Map.of(), 1, NOW, Optional.empty()),
                new Balance(posted, Amount.ZERO),
                new Entries(1, 0, 0),
                1)));
  }

  @Test
  void a_floor_may_be_reached_and_not_crossed() {
    Account source =
        TwoBooks.with(
            TwoBooks.account(TwoBooks.SOURCE), Limit.at(Amount.of(40)), Limit.UNBOUNDED, Map.of());
    books.near.loaded(TwoBooks.SOURCE, Optional.of(source));
    books.near.loaded(TwoBooks.NEIGHBOUR, Optional.of(TwoBooks.account(TwoBooks.NEIGHBOUR)));
    assertThat(refusal(TwoBooks.order(TwoBooks.NEIGHBOUR, 61))).contains(Refusal.FLOOR_CROSSED);
    assertThat(refusal(TwoBooks.order(TwoBooks.NEIGHBOUR, 60))).isEmpty();
    assertThat(refusal(TwoBooks.order(TwoBooks.NEIGHBOUR, 1))).contains(Refusal.FLOOR_CROSSED);
  }

  @Test
  void a_ceiling_may_be_reached_and_not_crossed() {
    Account destination =
        TwoBooks.with(
            TwoBooks.account(TwoBooks.NEIGHBOUR),
            Limit.UNBOUNDED,
            Limit.at(Amount.of(110)),
            Map.of());
    books.near.loaded(TwoBooks.SOURCE, Optional.of(TwoBooks.account(TwoBooks.SOURCE)));
    books.near.loaded(TwoBooks.NEIGHBOUR, Optional.of(destination));
    assertThat(refusal(TwoBooks.order(TwoBooks.NEIGHBOUR, 11))).contains(Refusal.CEILING_CROSSED);
    assertThat(refusal(TwoBooks.order(TwoBooks.NEIGHBOUR, 10))).isEmpty();
    assertThat(refusal(TwoBooks.order(TwoBooks.NEIGHBOUR, 1))).contains(Refusal.CEILING_CROSSED);
  }

  private Optional<Refusal> refusal(TransferOrder order) {
    Answer reply = tell(books.near, new BookCommand.MakeTransfer(order));
    return ((Reply.TransferOutcome) reply).transfer().refusal();
  }

  @Test
  void an_id_from_the_future_is_rejected_first_and_not_recorded() {
    // Given no source account, and an id from just beyond the skew
    long millis = NOW.plus(SKEW).toEpochMilli();
    TransferOrder tooEarly = TwoBooks.order(version7(millis + 1), TwoBooks.FAR, 1);
    TransferOrder inTime = TwoBooks.order(version7(millis), TwoBooks.FAR, 1);

    // Then
    for (int send = 0; send < 2; send++) {
      assertThat(tell(books.near, new BookCommand.MakeTransfer(tooEarly)))
          .isEqualTo(rejected(Refusal.TRANSFER_ID_FROM_FUTURE));
    }
    assertThat(refusal(inTime)).contains(Refusal.SOURCE_NOT_FOUND);
  }

  @Test
  void an_id_used_again_for_other_content_is_rejected_in_flight_and_after() {
    // Given
    books.near.loaded(TwoBooks.SOURCE, Optional.of(TwoBooks.account(TwoBooks.SOURCE)));
    UUID id = UUID.randomUUID();
    var first = new BookCommand.MakeTransfer(TwoBooks.order(id, TwoBooks.FAR, 1));
    var other = new BookCommand.MakeTransfer(TwoBooks.order(id, TwoBooks.FAR, 2));
    tell(books.near, first);

    // Then
    assertThat(tell(books.near, other)).isEqualTo(rejected(Refusal.TRANSFER_ID_REUSED));
    tell(books.near, new BookCommand.SettleTransfer(first.order().key(), Optional.empty()));
    assertThat(tell(books.near, other)).isEqualTo(rejected(Refusal.TRANSFER_ID_REUSED));
  }

  /** Three books do not answer: each holds a fourth of the room, and a fourth is left. */
  @Test
  void books_that_do_not_answer_leave_room_for_the_others() {
    // Given
    Book near = new Book(0, new BookRules(8, 10, 100, 100, 1_000, TwoBooks.SKEW), Marker.START);
    AccountId source = TwoBooks.inBook(0, 8);
    near.loaded(source, Optional.of(TwoBooks.account(source, 10_000)));
    List<AccountId> silent =
        List.of(TwoBooks.inBook(1, 8), TwoBooks.inBook(2, 8), TwoBooks.inBook(3, 8));

    // When each is sent as much as is taken, in turns
    Map<AccountId, Integer> taken = new HashMap<>();
    for (int i = 0; i < 1_000; i++) {
      for (AccountId destination : silent) {
        if (isBegun(near, source, destination)) {
          taken.merge(destination, 1, Integer::sum);
        }
      }
    }

    // Then
    assertThat(taken.values()).allSatisfy(count -> assertThat(count).isBetween(249, 251));
    AccountId lively = TwoBooks.inBook(4, 8);
    for (int i = 0; i < 120; i++) {
      assertThat(isBegun(near, source, lively)).as("transfer %d", i).isTrue();
    }
  }

  private static boolean isBegun(Book book, AccountId source, AccountId destination) {
    TransferKey key = new TransferKey(source, UUID.randomUUID());
    var order = new TransferOrder(key, destination, TwoBooks.EUR, Amount.of(1), Map.of());
    return tell(book, new BookCommand.MakeTransfer(order)) instanceof Answer.AtOutcome;
  }

  @Test
  void a_book_with_too_much_in_flight_is_busy_unless_the_source_refuses() {
    // Given
    books.near.loaded(TwoBooks.SOURCE, Optional.of(TwoBooks.account(TwoBooks.SOURCE)));
    tell(books.near, new BookCommand.MakeTransfer(TwoBooks.order(TwoBooks.FAR, 1)));
    tell(books.near, new BookCommand.MakeTransfer(TwoBooks.order(TwoBooks.FAR, 1)));
    TransferOrder third = TwoBooks.order(TwoBooks.FAR, 1);

    // Then nothing is recorded, and the same id may come again
    assertThat(tell(books.near, new BookCommand.MakeTransfer(third)))
        .isEqualTo(rejected(Refusal.BOOK_BUSY));
    assertThat(tell(books.near, new BookCommand.ReadTransfer(third.key())))
        .isEqualTo(rejected(Refusal.TRANSFER_NOT_FOUND));
    var dollars =
        new TransferOrder(third.key(), TwoBooks.FAR, TwoBooks.USD, Amount.of(1), Map.of());
    assertThat(refusal(dollars)).contains(Refusal.SOURCE_ASSET_MISMATCH);
  }

  @Test
  void a_book_with_too_large_transfers_in_flight_is_busy_until_one_is_settled() {
    // Given
    Book near = new Book(0, TwoBooks.rules(100_000), Marker.START);
    near.loaded(TwoBooks.SOURCE, Optional.of(TwoBooks.account(TwoBooks.SOURCE)));
    List<TransferKey> begun = new ArrayList<>();
    TransferOrder next = large();
    while (tell(near, new BookCommand.MakeTransfer(next)) instanceof Answer.AtOutcome) {
      begun.add(next.key());
      next = large();
    }
    var refused = new BookCommand.MakeTransfer(next);
    assertThat(tell(near, refused)).isEqualTo(rejected(Refusal.BOOK_BUSY));

    // When
    tell(near, new BookCommand.SettleTransfer(begun.get(0), Optional.empty()));

    // Then there is room for one
    assertThat(tell(near, refused)).isInstanceOf(Answer.AtOutcome.class);
    assertThat(tell(near, new BookCommand.MakeTransfer(large())))
        .isEqualTo(rejected(Refusal.BOOK_BUSY));
  }

  private static TransferOrder large() {
    TransferKey key = new TransferKey(TwoBooks.SOURCE, UUID.randomUUID());
    Map<String, String> metadata = Map.of("note", "x".repeat(8_000));
    return new TransferOrder(key, TwoBooks.FAR, TwoBooks.EUR, Amount.of(1), metadata);
  }

  private static UUID version7(long millis) {
    return new UUID((millis << 16) | 0x7000, Long.MIN_VALUE);
  }
}
