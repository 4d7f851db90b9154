package exchequer.load.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.client.TransferOutcome;
import exchequer.load.settings.Pairs;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which a ledger may be wrong is found. */
class ConservationTest {
  private final RunAccounts accounts = new RunAccounts("run", 4);
  private final Orders orders = new Orders(accounts, Pairs.UNIFORM, 0, 1);
  private final Tally tally = new Tally(accounts.count());
  private final Picture before = new Picture(accounts.count());
  private final Picture after = new Picture(accounts.count());

  @BeforeEach
  void a_ledger_that_did_two_transfers() {
    IntStream.range(0, 5).forEach(account -> before.set(account, line(100 - 25 * account, 0, 7)));
    before.set(4, line(-250, 0, 7));
    IntStream.range(0, 5)
        .forEach(account -> after.set(account, before.line(account).orElseThrow()));
    acknowledge(1, 2, 30);
    move(1, 2, 30);
    acknowledge(2, 0, 5);
    move(2, 0, 5);
  }

  @Test
  void nothing_is_found_when_all_is_well() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void a_refused_transfer_moves_nothing() {
    tally.done(orders.between(1, 2, 9, 0), OutcomeTest.of(TransferOutcome.State.REFUSED));

    assertThat(findings()).isEmpty();
  }

  @Test
  void a_lost_transfer_is_found() {
    acknowledge(3, 4, 10);

    assertThat(findings())
        .contains(
            "accounts/run-3 has 25 instead of 15",
            "accounts/run-3 has 7 entries instead of 8",
            "accounts/run-4 has -250 instead of -240",
            "there are 4 new entries for 3 acknowledged transfers, two each");
  }

  @Test
  void a_foreign_transfer_is_found_though_it_conserves_money() {
    move(3, 4, 10);

    assertThat(findings())
        .contains(
            "accounts/run-3 has 15 instead of 25",
            "there are 6 new entries for 2 acknowledged transfers, two each")
        .noneMatch(finding -> finding.contains("sum to"));
  }

  @Test
  void a_transfer_that_was_done_twice_is_found() {
    move(1, 2, 30);

    assertThat(findings()).contains("accounts/run-2 has 105 instead of 75");
  }

  @Test
  void made_money_is_found() {
    after.set(3, line(26, 0, 7));

    assertThat(findings())
        .containsExactly(
            "accounts/run-3 has 26 instead of 25", "the accounts of LRUN/2 sum to 1 instead of 0");
  }

  @Test
  void an_account_that_is_left_out_is_found() {
    Picture partial = new Picture(accounts.count());
    IntStream.range(0, 4)
        .forEach(account -> partial.set(account, after.line(account).orElseThrow()));

    assertThat(Conservation.findings(accounts, before, tally, partial))
        .contains("accounts/run-4 is missing", "the accounts of LRUN/2 sum to 250 instead of 0");
  }

  @Test
  void what_never_arrives_is_found() {
    after.set(3, line(25, 10, 7));

    assertThat(findings()).containsExactly("accounts/run-3 has 10 in flight, at rest");
    assertThat(after.moving()).containsExactly(3);
  }

  @Test
  void a_result_that_nothing_waits_for_is_found() {
    tally.unexpected(1);

    assertThat(findings()).singleElement().asString().startsWith("1 results came");
  }

  @Test
  void many_findings_are_counted_and_not_all_shown() {
    RunAccounts many = new RunAccounts("run", 100);
    Picture nothing = new Picture(many.count());

    assertThat(Conservation.findings(many, nothing, new Tally(many.count()), nothing))
        .hasSize(11)
        .last()
        .isEqualTo("and 91 more like these");
  }

  private List<String> findings() {
    return Conservation.findings(accounts, before, tally, after);
  }

  private void acknowledge(int source, int destination, long amount) {
    tally.done(orders.between(source, destination, amount, 0), Outcome.OK);
  }

  private void move(int source, int destination, long amount) {
    add(source, -amount);
    add(destination, amount);
  }

  private void add(int account, long amount) {
    Picture.Line line = after.line(account).orElseThrow();
    after.set(account, line(line.posted().longValue() + amount, 0, line.entries() + 1));
  }

  private static Picture.Line line(long posted, long inFlight, long entries) {
    return new Picture.Line(BigInteger.valueOf(posted), BigInteger.valueOf(inFlight), entries);
  }
}
