package exchequer.frontdoor;

import static exchequer.frontdoor.LedgerFrontDoorTest.failure;
import static exchequer.frontdoor.LedgerFrontDoorTest.reason;
import static org.assertj.core.api.Assertions.assertThat;

import akka.grpc.javadsl.MetadataBuilder;
import akka.stream.KillSwitches;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Balance;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Entries;
import exchequer.ledger.Entry;
import exchequer.ledger.Limit;
import exchequer.ledger.Reply;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.ledger.Terms;
import exchequer.process.BookAnswer;
import exchequer.storage.SlowStatementException;
import exchequer.storage.StatementPage;
import exchequer.v1.EntryOrder;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import exchequer.v1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StatementsTest {
  private static final AccountId ALICE = new AccountId("alice");
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06.789012Z");
  private static final Account ACCOUNT =
      new Account(
          ALICE,
          Asset.parse("EUR/2"),
          AT,
          new Terms(
              Limit.ZERO, Limit.UNBOUNDED, Account.Status.OPEN, Map.of(), 1, AT, Optional.empty()),
          new Balance(Amount.of(5), Amount.ZERO),
          new Entries(12, 3, 4),
          12);
  private static final StatementHead HEAD = new StatementHead(ACCOUNT, 12, 4, List.of());
  private static final Entry ENTRY =
      new Entry(
          ALICE,
          12,
          Amount.of(5),
          Amount.of(5),
          new AccountId("bob"),
          UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"),
          AT,
          4,
          OptionalInt.of(3),
          12);

  private final ScriptedBooks ledger = new ScriptedBooks();
  private final LedgerFrontDoor frontDoor =
      new LedgerFrontDoor(ledger, Duration.ofSeconds(7), 4, KillSwitches.shared("test"));

  private CompletionStage<ListEntriesResponse> list(ListEntriesRequest request) {
    return frontDoor.listEntries(request, new MetadataBuilder().build());
  }

  private static ListEntriesRequest.Builder request() {
    return ListEntriesRequest.newBuilder().setParent("accounts/alice").setPageSize(1);
  }

  private void bookAnswers() {
    ledger.only().answer().complete(new BookAnswer.Decided(new Reply.Statement(HEAD)));
  }

  @Test
  void a_page_says_where_the_next_one_begins() {
    // Given
    CompletionStage<ListEntriesResponse> first = list(request().build());
    bookAnswers();
    ledger.wanted.get(0).page().complete(page(Optional.of(new StatementPage.Position(11, 3))));
    String token = first.toCompletableFuture().join().getNextPageToken();

    // When
    CompletionStage<ListEntriesResponse> second = list(request().setPageToken(token).build());
    bookAnswers();
    ledger.wanted.get(1).page().complete(page(Optional.empty()));

    // Then
    StatementWindow window = new StatementWindow(true, Long.MAX_VALUE, Instant.MIN, Instant.MAX, 1);
    StatementWindow next = new StatementWindow(true, 11, Instant.MIN, Instant.MAX, 1);
    assertThat(ledger.asked)
        .extracting(ScriptedBooks.Asked::command)
        .containsExactly(
            new BookCommand.ReadStatement(ALICE, window),
            new BookCommand.ReadStatement(ALICE, next));
    assertThat(ledger.wanted.get(0).window()).isEqualTo(window);
    assertThat(ledger.wanted.get(0).bucket()).isEmpty();
    assertThat(ledger.wanted.get(1).window()).isEqualTo(next);
    assertThat(ledger.wanted.get(1).bucket()).hasValue(3);
    ListEntriesResponse last = second.toCompletableFuture().join();
    assertThat(last.getNextPageToken()).isEmpty();
    assertThat(last.getEntries(0).getName()).isEqualTo("accounts/alice/entries/12");
    assertThat(last.getEntries(0).getBalance()).isEqualTo("5");
  }

  private static StatementPage page(Optional<StatementPage.Position> next) {
    return new StatementPage(List.of(ENTRY), next);
  }

  @Test
  void a_token_is_good_for_the_request_that_it_was_made_for() {
    // Given
    CompletionStage<ListEntriesResponse> first = list(request().build());
    bookAnswers();
    ledger.wanted.get(0).page().complete(page(Optional.of(new StatementPage.Position(11, 3))));
    String token = first.toCompletableFuture().join().getNextPageToken();

    for (ListEntriesRequest.Builder other :
        List.of(
            request().setPageToken("no token"),
            request().setPageToken(token).setParent("accounts/bob"),
            request().setPageToken(token).setOrder(EntryOrder.OLDEST_FIRST))) {
      // When
      CompletionStage<ListEntriesResponse> refused = list(other.build());

      // Then
      assertThat(reason(failure(refused))).isEqualTo(Reason.INVALID_PAGE_TOKEN);
    }
    assertThat(ledger.asked).hasSize(1);
  }

  @Test
  void pages_have_a_default_and_a_largest_size() {
    list(request().setPageSize(0).build());
    list(request().setPageSize(5_000).build());

    assertThat(ledger.asked)
        .extracting(ask -> ((BookCommand.ReadStatement) ask.command()).window().limit())
        .containsExactly(100, 1_000);
  }

  @Test
  void a_statement_that_takes_too_long_may_be_asked_for_again() {
    CompletionStage<ListEntriesResponse> call = list(request().build());
    bookAnswers();

    ledger.wanted.get(0).page().completeExceptionally(new SlowStatementException("too far back"));

    assertThat(reason(failure(call))).isEqualTo(Reason.OUTCOME_UNKNOWN);
    assertThat(failure(call).getMessage()).contains("too far back");
  }
}
