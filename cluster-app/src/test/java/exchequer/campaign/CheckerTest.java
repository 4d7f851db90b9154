package exchequer.campaign;

import static exchequer.campaign.Story.MINT;
import static exchequer.campaign.Story.REST;
import static exchequer.campaign.Story.SHOP;
import static exchequer.campaign.Story.intent;
import static exchequer.campaign.Story.line;
import static org.assertj.core.api.Assertions.assertThat;

import exchequer.campaign.Operation.Balance;
import exchequer.campaign.Operation.Line;
import exchequer.campaign.Operation.ReadStatement;
import exchequer.campaign.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Good histories have no violation, and each kind of violation is found in a bad one. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CheckerTest {
  private static final Answer POSTED = Answer.posted(false);
  private static final Answer POSTED_AGAIN = Answer.posted(true);
  private static final Answer REFUSED = Answer.refused("FLOOR_CROSSED", false);
  private static final Answer REFUSED_AGAIN = Answer.refused("FLOOR_CROSSED", true);
  private static final Answer UNKNOWN = Answer.unknown("UNAVAILABLE");
  private static final Answer BUSY = new Answer(Answer.Kind.NOT_DONE, "BOOK_BUSY", false);

  private static final Intent FIRST = intent("1", MINT, SHOP, 10);
  private static final Intent SECOND = intent("2", MINT, SHOP, 20);

  /** Two posted transfers, as they should be at rest. */
  private static Story twoPosted() {
    return new Story()
        .send(100, FIRST, POSTED)
        .send(200, SECOND, POSTED)
        .find(REST, FIRST, POSTED)
        .find(REST, SECOND, POSTED)
        .rest(MINT, line(1, FIRST, MINT, -10), line(2, SECOND, MINT, -30))
        .rest(SHOP, line(1, FIRST, SHOP, 10), line(2, SECOND, SHOP, 30));
  }

  /** Only the first, with its two entries. */
  private static Story onePosted() {
    return new Story()
        .send(100, FIRST, POSTED)
        .rest(MINT, line(1, FIRST, MINT, -10))
        .rest(SHOP, line(1, FIRST, SHOP, 10));
  }

  private static Story nothingPosted() {
    return new Story().rest(MINT).rest(SHOP);
  }

  @Test
  void a_history_of_kept_promises_has_no_violation() {
    assertThat(
            twoPosted()
                .send(300, FIRST, POSTED_AGAIN)
                .read(90, SHOP, 0, 0)
                .read(110, SHOP, 10, 1)
                .read(198, SHOP, 10, 1)
                .read(199, SHOP, 30, 2)
                .read(210, SHOP, 30, 2)
                .read(210, MINT, -30, 2)
                .find(150, SECOND, Answer.NOT_FOUND)
                .find(300, SECOND, POSTED)
                .page(300, SHOP, line(2, SECOND, SHOP, 30), line(1, FIRST, SHOP, 10))
                .violations())
        .isEmpty();
  }

  @Test
  void an_unknown_outcome_may_be_done_or_not() {
    Intent lost = intent("3", MINT, SHOP, 5);
    assertThat(
            twoPosted()
                .send(10, lost, UNKNOWN)
                .find(300, lost, Answer.NOT_FOUND)
                .find(REST, lost, Answer.NOT_FOUND)
                .violations())
        .isEmpty();
    assertThat(
            new Story()
                .send(100, FIRST, UNKNOWN)
                .find(300, FIRST, Answer.NOT_FOUND)
                .find(400, FIRST, Answer.IN_FLIGHT)
                .send(500, FIRST, POSTED_AGAIN)
                .find(REST, FIRST, POSTED)
                .rest(MINT, line(1, FIRST, MINT, -10))
                .rest(SHOP, line(1, FIRST, SHOP, 10))
                .violations())
        .isEmpty();
  }

  @Test
  void what_is_acknowledged_may_be_read_as_in_flight_at_its_source() {
    Checker.Verdict verdict =
        Checker.check(
            onePosted()
                .read(200, MINT, new Balance(0, 10, -10, 0))
                .find(210, FIRST, Answer.IN_FLIGHT)
                .history());
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.settling()).isEqualTo(2);
  }

  @Test
  void a_refusal_is_repeated() {
    assertThat(
            nothingPosted()
                .send(100, FIRST, REFUSED)
                .send(200, FIRST, REFUSED_AGAIN)
                .find(300, FIRST, Answer.refused("FLOOR_CROSSED", false))
                .violations())
        .isEmpty();
  }

  @Test
  void two_outcomes_of_one_transfer_are_found() {
    assertThat(onePosted().send(200, FIRST, REFUSED_AGAIN).violations())
        .containsExactly(Kind.OUTCOME_CHANGED);
    assertThat(
            nothingPosted()
                .send(100, FIRST, REFUSED)
                .send(200, FIRST, Answer.refused("SOURCE_FROZEN", true))
                .violations())
        .containsExactly(Kind.OUTCOME_CHANGED);
    assertThat(onePosted().find(REST, FIRST, REFUSED).violations())
        .containsExactly(Kind.OUTCOME_CHANGED);
  }

  @Test
  void a_forgotten_acknowledgement_is_found() {
    assertThat(onePosted().find(200, FIRST, Answer.NOT_FOUND).violations())
        .containsExactly(Kind.OUTCOME_LOST);
    assertThat(onePosted().send(200, FIRST, Answer.FROM_FUTURE).violations())
        .containsExactly(Kind.OUTCOME_LOST);
    assertThat(
            nothingPosted()
                .send(100, FIRST, REFUSED)
                .find(REST, FIRST, Answer.NOT_FOUND)
                .violations())
        .containsExactly(Kind.OUTCOME_LOST);
    assertThat(
            new Story()
                .send(100, FIRST, UNKNOWN)
                .find(REST, FIRST, Answer.NOT_FOUND)
                .rest(MINT, line(1, FIRST, MINT, -10))
                .rest(SHOP, line(1, FIRST, SHOP, 10))
                .violations())
        .containsExactly(Kind.OUTCOME_LOST);
  }

  @Test
  void an_outcome_that_goes_back_is_found() {
    assertThat(
            nothingPosted()
                .send(100, FIRST, UNKNOWN)
                .find(200, FIRST, Answer.IN_FLIGHT)
                .find(300, FIRST, Answer.NOT_FOUND)
                .violations())
        .containsExactly(Kind.WENT_BACK);
    assertThat(
            nothingPosted()
                .send(100, FIRST, REFUSED)
                .find(200, FIRST, Answer.IN_FLIGHT)
                .violations())
        .containsExactly(Kind.WENT_BACK);
  }

  @Test
  void a_second_answer_as_if_it_were_the_first_is_found() {
    assertThat(onePosted().send(200, FIRST, POSTED).violations())
        .containsExactly(Kind.NOT_REPLAYED);
    assertThat(onePosted().send(100 + Story.LASTS, FIRST, POSTED).violations())
        .containsExactly(Kind.NOT_REPLAYED);
  }

  @Test
  void what_was_done_although_it_was_answered_as_not_done_is_found() {
    assertThat(
            new Story()
                .send(100, FIRST, BUSY)
                .rest(MINT, line(1, FIRST, MINT, -10))
                .rest(SHOP, line(1, FIRST, SHOP, 10))
                .violations())
        .containsExactly(Kind.DONE_ALTHOUGH_NOT);
    assertThat(nothingPosted().send(100, FIRST, BUSY).find(REST, FIRST, REFUSED).violations())
        .containsExactly(Kind.DONE_ALTHOUGH_NOT);
  }

  @Test
  void an_answer_outside_the_contract_is_found() {
    assertThat(
            nothingPosted()
                .send(100, FIRST, new Answer(Answer.Kind.WRONG, "ALREADY_EXISTS", false))
                .violations())
        .containsExactly(Kind.WRONG_ANSWER);
  }

  @Test
  void a_lost_entry_is_found() {
    assertThat(new Story().send(100, FIRST, POSTED).rest(MINT).rest(SHOP).violations())
        .containsExactly(Kind.ENTRY_MISSING);
    assertThat(
            new Story()
                .send(100, FIRST, UNKNOWN)
                .rest(MINT, line(1, FIRST, MINT, -10))
                .rest(SHOP)
                .violations())
        .containsExactlyInAnyOrder(Kind.ENTRY_MISSING, Kind.MONEY_MADE_OR_LOST);
    assertThat(twoPosted().read(300, SHOP, 30, 3).violations()).contains(Kind.ENTRY_MISSING);
  }

  @Test
  void a_transfer_done_twice_is_found() {
    assertThat(
            new Story()
                .send(100, FIRST, POSTED)
                .rest(MINT, line(1, FIRST, MINT, -10), line(2, FIRST, MINT, -20))
                .rest(SHOP, line(1, FIRST, SHOP, 10), line(2, FIRST, SHOP, 20))
                .violations())
        .containsExactly(Kind.ENTRY_TWICE);
  }

  @Test
  void entries_that_nobody_asked_for_are_found() {
    assertThat(
            new Story()
                .send(100, FIRST, REFUSED)
                .rest(MINT, line(1, FIRST, MINT, -10))
                .rest(SHOP, line(1, FIRST, SHOP, 10))
                .violations())
        .containsExactly(Kind.ENTRY_STRAY);
    assertThat(
            new Story()
                .rest(MINT, line(1, FIRST, MINT, -10))
                .rest(SHOP, line(1, FIRST, SHOP, 10))
                .violations())
        .containsExactly(Kind.ENTRY_STRAY);
    Intent other = intent("1", MINT, SHOP, 11);
    assertThat(
            new Story()
                .send(100, FIRST, POSTED)
                .rest(MINT, line(1, other, MINT, -11))
                .rest(SHOP, line(1, other, SHOP, 11))
                .violations())
        .containsExactlyInAnyOrder(Kind.ENTRY_MISSING, Kind.ENTRY_STRAY);
  }

  @Test
  void a_line_that_changed_is_found() {
    assertThat(
            twoPosted()
                .page(300, SHOP, line(2, FIRST, SHOP, 20), line(1, SECOND, SHOP, 20))
                .violations())
        .containsExactly(Kind.ENTRY_CHANGED);
  }

  @Test
  void a_broken_chain_is_found() {
    assertThat(
            new Story()
                .send(100, FIRST, POSTED)
                .send(200, SECOND, POSTED)
                .rest(MINT, line(1, FIRST, MINT, -10), line(2, SECOND, MINT, -31))
                .rest(SHOP, line(1, FIRST, SHOP, 10), line(2, SECOND, SHOP, 31))
                .violations())
        .containsExactly(Kind.CHAIN_BROKEN);
    assertThat(
            new Story()
                .send(100, FIRST, POSTED)
                .rest(MINT, line(1, FIRST, MINT, -10))
                .rest(SHOP, line(2, FIRST, SHOP, 10))
                .violations())
        .contains(Kind.CHAIN_BROKEN);
  }

  @Test
  void a_balance_that_is_not_its_entrys_is_found() {
    assertThat(twoPosted().read(150, SHOP, 11, 1).violations()).containsExactly(Kind.BALANCE_WRONG);
    assertThat(twoPosted().read(300, MINT, new Balance(-30, 5, -30, 2)).violations())
        .containsExactly(Kind.BALANCE_WRONG);
    assertThat(twoPosted().read(REST, SHOP, 10, 1).violations()).contains(Kind.BALANCE_WRONG);
  }

  @Test
  void a_read_that_goes_back_is_found() {
    // Given: nobody was told that the second was posted, but one read it.
    Story story =
        new Story()
            .send(100, FIRST, POSTED)
            .send(200, SECOND, UNKNOWN)
            .rest(MINT, line(1, FIRST, MINT, -10), line(2, SECOND, MINT, -30))
            .rest(SHOP, line(1, FIRST, SHOP, 10), line(2, SECOND, SHOP, 30));

    // When
    story.read(300, SHOP, 30, 2).read(303, SHOP, 10, 1);
    assertThat(story.violations()).as("at the same time").isEmpty();
    story.read(310, SHOP, 10, 1);

    // Then
    assertThat(story.violations()).containsExactly(Kind.READ_WENT_BACK);
  }

  @Test
  void a_page_that_goes_back_is_found() {
    assertThat(
            twoPosted()
                .page(203, SHOP, line(2, SECOND, SHOP, 30))
                .page(209, SHOP, line(1, FIRST, SHOP, 10))
                .violations())
        .contains(Kind.READ_WENT_BACK);
  }

  @Test
  void a_read_without_what_was_acknowledged_is_found() {
    assertThat(twoPosted().read(210, SHOP, 10, 1).violations()).containsExactly(Kind.READ_STALE);
    assertThat(twoPosted().page(210, SHOP, line(1, FIRST, SHOP, 10)).violations())
        .containsExactly(Kind.READ_STALE);
  }

  @Test
  void money_that_left_and_is_neither_in_the_entries_nor_in_flight_is_found() {
    assertThat(twoPosted().read(210, MINT, new Balance(-10, 20, -30, 1)).violations()).isEmpty();
    assertThat(twoPosted().read(210, MINT, new Balance(-10, 19, -29, 1)).violations())
        .containsExactly(Kind.READ_STALE);
  }

  @Test
  void a_read_of_what_was_not_yet_sent_is_found() {
    assertThat(twoPosted().read(180, SHOP, 30, 2).violations())
        .containsExactly(Kind.READ_FROM_FUTURE);
  }

  @Test
  void a_transfer_that_overtakes_an_acknowledged_one_is_found() {
    assertThat(
            new Story()
                .send(100, FIRST, POSTED)
                .send(200, SECOND, POSTED)
                .rest(MINT, line(1, FIRST, MINT, -10), line(2, SECOND, MINT, -30))
                .rest(SHOP, line(1, SECOND, SHOP, 20), line(2, FIRST, SHOP, 30))
                .violations())
        .containsExactly(Kind.OUT_OF_ORDER);
  }

  @Test
  void a_crossed_limit_is_found() {
    Intent tooMuch = intent("9", SHOP, MINT, 40);
    assertThat(
            twoPosted()
                .send(300, tooMuch, UNKNOWN)
                .read(400, SHOP, new Balance(30, 40, -10, 2))
                .violations())
        .containsExactly(Kind.LIMIT_CROSSED);
    Intent tooFull = intent("9", MINT, SHOP, 1_001);
    assertThat(
            new Story()
                .send(300, tooFull, POSTED)
                .rest(MINT, line(1, tooFull, MINT, -1_001))
                .rest(SHOP, line(1, tooFull, SHOP, 1_001))
                .violations())
        .containsExactly(Kind.LIMIT_CROSSED);
  }

  @Test
  void what_stays_in_flight_is_found() {
    assertThat(
            nothingPosted()
                .send(100, FIRST, UNKNOWN)
                .find(REST, FIRST, Answer.IN_FLIGHT)
                .violations())
        .containsExactly(Kind.STUCK_IN_FLIGHT);
    assertThat(onePosted().read(REST, MINT, new Balance(-10, 7, -17, 1)).violations())
        .containsExactly(Kind.STUCK_IN_FLIGHT);
  }

  @Test
  void a_ledger_that_can_not_be_read_at_rest_is_found() {
    assertThat(nothingPosted().send(100, FIRST, UNKNOWN).find(REST, FIRST, UNKNOWN).violations())
        .containsExactly(Kind.UNREADABLE);
    assertThat(new Story().rest(MINT).violations()).containsExactly(Kind.UNREADABLE);
  }

  @Test
  void an_audit_may_have_to_ask_again() {
    assertThat(onePosted().find(REST, FIRST, UNKNOWN).find(REST + 10, FIRST, POSTED).violations())
        .isEmpty();
  }

  @Test
  void a_violation_shows_what_proves_it() {
    // When
    List<Violation> found =
        Checker.check(twoPosted().read(210, SHOP, 10, 1).history()).violations();

    // Then
    assertThat(found).hasSize(1);
    assertThat(found.get(0).nanos()).isEqualTo(210 + Story.LASTS);
    assertThat(found.get(0).excerpt())
        .extracting(operation -> operation.call().beganNanos())
        .containsExactly(200L, 210L);
  }

  /** Quadratic steps would take hours. */
  @Test
  void a_million_operations_are_checked_in_near_linear_time() {
    // Given: one account that all pay into, read after each payment.
    int transfers = 330_000;
    List<Operation> operations = new ArrayList<>();
    List<Line> out = new ArrayList<>();
    List<Line> in = new ArrayList<>();
    for (int i = 1; i <= transfers; i++) {
      Intent transfer = intent("t" + i, MINT, SHOP, 1);
      operations.add(new Operation.Send(Story.at(i * 20L), transfer, POSTED));
      operations.add(
          new Operation.ReadAccount(
              Story.at(i * 20L + 10), SHOP, Answer.READ, new Balance(i, 0, i, i)));
      operations.add(new Operation.ReadTransfer(Story.at(i * 20L + 10), transfer, POSTED));
      out.add(line(i, transfer, MINT, -i));
      in.add(line(i, transfer, SHOP, i));
    }
    long rest = 20L * transfers + 100;
    operations.add(
        new Operation.ReadAccount(
            Story.at(rest), MINT, Answer.READ, new Balance(-transfers, 0, -transfers, transfers)));
    operations.add(
        new Operation.ReadAccount(
            Story.at(rest), SHOP, Answer.READ, new Balance(transfers, 0, transfers, transfers)));
    operations.add(new ReadStatement(Story.at(rest), MINT, Answer.READ, true, out));
    operations.add(new ReadStatement(Story.at(rest), SHOP, Answer.READ, true, in));
    History history =
        new History(Map.of(MINT, History.Limits.NONE, SHOP, History.Limits.NONE), operations, rest);

    // When / Then
    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofMinutes(3),
        () -> assertThat(Checker.check(history).violations()).isEmpty());
  }
}
