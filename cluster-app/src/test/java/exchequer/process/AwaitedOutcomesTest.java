package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.InFlight;
import exchequer.ledger.Outcome;
import exchequer.ledger.Reply;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AwaitedOutcomesTest {
  private static final int MAX_REPEATS = 100;
  private static final int MANY_SENDS = 10_000;
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long AT_MOST = 10 * SECOND;

  private final AwaitedOutcomes inFlight =
      new AwaitedOutcomes(
          Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(30), MAX_REPEATS);
  private final InFlight transfer = transfer();
  private final TransferKey key = transfer.order().key();

  @Test
  void every_send_that_waits_is_answered_and_the_first_is_no_replay() {
    // Given
    Answers first = waiting(transfer, false, 0);
    List<Answers> repeats = repeats(MAX_REPEATS);

    // When
    inFlight.outcome(transfer, true);

    // Then
    assertThat(first.all()).containsExactly(posted(false));
    assertThat(repeats)
        .allSatisfy(answers -> assertThat(answers.all()).containsExactly(posted(true)));
  }

  @Test
  void a_repeat_too_many_is_answered_at_once_and_those_before_it_wait_on() {
    // Given
    List<Answers> repeats = repeats(MAX_REPEATS);

    // When
    Answers tooMany = waiting(transfer, true, 0);

    // Then
    assertThat(tooMany.all()).containsExactly(new BookAnswer.Busy());
    assertThat(repeats).noneMatch(Answers::isAny);
    // And the first send of another transfer, which is begun, has its place
    InFlight other = transfer();
    Answers first = waiting(other, false, 0);
    inFlight.settled(AwaitedOutcomes.posted(other));
    assertThat(first.all()).hasSize(1);
  }

  @Test
  void who_is_answered_makes_room() {
    for (int round = 0; round < 3; round++) {
      InFlight one = transfer();
      for (int send = 0; send < MAX_REPEATS; send++) {
        assertThat(waiting(one, true, 0).isAny()).isFalse();
      }
      switch (round) {
        case 0 -> inFlight.outcome(one, true);
        case 1 -> inFlight.settled(AwaitedOutcomes.posted(one));
        default -> inFlight.answerOverdue(30 * SECOND);
      }
    }
    assertThat(waiting(transfer, true, 0).isAny()).isFalse();
  }

  @Test
  void who_has_waited_too_long_is_told_and_who_came_later_waits_on() {
    Answers early = waiting(transfer, false, 0);
    Answers late = waiting(transfer, true, SECOND);

    inFlight.answerOverdue(30 * SECOND);

    assertThat(early.all()).singleElement().isInstanceOf(BookAnswer.Unknown.class);
    assertThat(late.isAny()).isFalse();
  }

  @Test
  void a_credit_is_sent_again_until_its_outcome_is_here() {
    inFlight.sent(key, 0);

    assertThat(inFlight.due(List.of(transfer), SECOND - 1)).isEmpty();
    assertThat(inFlight.due(List.of(transfer), SECOND)).containsExactly(transfer);
    assertThat(inFlight.due(List.of(transfer), 3 * SECOND - 1)).isEmpty();
    assertThat(inFlight.due(List.of(transfer), 3 * SECOND)).containsExactly(transfer);
    inFlight.outcome(transfer, true);
    assertThat(inFlight.due(List.of(transfer), 100 * SECOND)).isEmpty();
  }

  /** Its money is reserved until then, however long its destination's book is away. */
  @Test
  void a_credit_without_an_outcome_is_never_given_up() {
    inFlight.sent(key, 0);
    for (int send = 1; send <= MANY_SENDS; send++) {
      assertThat(inFlight.due(List.of(transfer), send * AT_MOST))
          .as("sent again for time %d", send)
          .containsExactly(transfer);
    }
  }

  @Test
  void an_outcome_that_came_twice_is_decided_once() {
    assertThat(inFlight.outcome(transfer, true)).isTrue();
    assertThat(inFlight.outcome(transfer, true)).isFalse();
  }

  @Test
  void an_accepted_transfer_whose_outcome_got_lost_is_sent_again_and_stays_accepted() {
    // Given
    inFlight.sent(key, 0);
    inFlight.outcome(transfer, true);

    // When
    inFlight.outcomeLost(key, 10 * SECOND);

    // Then
    assertThat(inFlight.due(List.of(transfer), 11 * SECOND)).containsExactly(transfer);
    assertThat(inFlight.isAccepted(key)).isTrue();
    assertThat(waiting(transfer, true, 0).all()).containsExactly(posted(true));
    assertThat(inFlight.outcome(transfer, true)).as("the second outcome is decided").isTrue();
  }

  /** What somebody who waits was told. */
  private record Answers(List<BookAnswer> all) {
    boolean isAny() {
      return !all.isEmpty();
    }
  }

  private List<Answers> repeats(int count) {
    return Stream.generate(() -> waiting(transfer, true, 0)).limit(count).toList();
  }

  private Answers waiting(InFlight one, boolean replayed, long nowNanos) {
    Answers answers = new Answers(new ArrayList<>());
    inFlight.await(one, answers.all()::add, replayed, nowNanos);
    return answers;
  }

  private BookAnswer posted(boolean replayed) {
    Outcome.OfTransfer posted = AwaitedOutcomes.posted(transfer);
    return new BookAnswer.Decided(new Reply.TransferOutcome(posted, replayed));
  }

  private static InFlight transfer() {
    TransferKey key = new TransferKey(new AccountId("source"), UUID.randomUUID());
    TransferOrder order =
        new TransferOrder(
            key, new AccountId("elsewhere"), Asset.parse("EUR/2"), Amount.parse("1"), Map.of());
    return new InFlight(order, Instant.EPOCH);
  }
}
