package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.v1.Account;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import exchequer.v1.Reason;
import io.grpc.Status.Code;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntriesCommandTest {
  private FakeLedger ledger;

  @BeforeEach
  void start() throws IOException {
    ledger = new FakeLedger();
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  @Test
  void aTableShowsDecimalsByTheAccountsAsset() {
    // Given
    ledger.thenAnswer(Account.newBuilder().setAsset("EUR/2").build()).thenAnswer(page("", 2, 1));

    // When
    Run run = Run.against(ledger, "entries alice");

    // Then
    assertThat(run.out())
        .isEqualTo(
            """
            NUMBER  CREATE_TIME  AMOUNT             BALANCE            COUNTERPARTY  TRANSFER  NAME
                 2                   -5  -0.05 EUR      200  2.00 EUR
                 1                   -5  -0.05 EUR      100  1.00 EUR
            """);
  }

  @Test
  void allPagesAreFollowedWithTheSameFields() {
    // Given
    ledger.thenAnswer(page("t1", 1, 2)).thenAnswer(page("t2")).thenAnswer(page("", 3));

    // When
    Run run =
        Run.against(
            ledger,
            "entries alice --limit 0 --oldest-first --output json"
                + " --from-time 1970-01-01T00:00:07Z --to-time 1970-01-01T01:00:09+01:00");

    // Then
    assertThat(run.out().lines()).hasSize(3).allMatch(line -> line.contains("\"amount\":\"-5\""));
    ListEntriesRequest.Builder request =
        ListEntriesRequest.newBuilder()
            .setParent("accounts/alice")
            .setPageSize(1_000)
            .setOrder(EntryOrder.OLDEST_FIRST);
    request.getStartTimeBuilder().setSeconds(7);
    request.getEndTimeBuilder().setSeconds(9);
    assertThat(ledger.requests())
        .containsExactly(
            request.build(),
            request.setPageToken("t1").build(),
            request.setPageToken("t2").build());
  }

  @Test
  void theLimitEndsThePages() {
    // Given
    ledger.thenAnswer(page("t1", 9, 8)).thenAnswer(page("t2", 7));

    // When
    Run run = Run.against(ledger, "entries alice --limit 3 --output csv");

    // Then
    assertThat(run.out().lines()).hasSize(4).first().asString().startsWith("number,create_time,");
    assertThat(run.err())
        .isEqualTo("only the first 3 entries; there are more: --limit 0 shows all\n");
    assertThat(ledger.requests())
        .extracting(request -> ((ListEntriesRequest) request).getPageSize())
        .containsExactly(3, 1);
  }

  @Test
  void aStatementThatEndsAtTheLimitIsNotCutShort() {
    // Given
    ledger.thenAnswer(page("", 3, 2, 1));

    // When / Then
    assertThat(Run.against(ledger, "entries alice --limit 3 --output csv").err()).isEmpty();
  }

  @Test
  void anEmptyStatementStillHasAHeader() {
    // Given
    ledger.thenAnswer(page(""));

    // When
    Run run = Run.against(ledger, "entries alice --output csv");

    // Then
    assertThat(run.out())
        .isEqualTo("number,create_time,amount,balance,counterparty,transfer,name\r\n");
  }

  @Test
  void whatWasPrintedBeforeAFailureStays() {
    // Given
    ledger
        .thenAnswer(page("t1", 1))
        .thenFail(Failures.of(Code.NOT_FOUND, Reason.ACCOUNT_NOT_FOUND, "gone"));

    // When
    Run run = Run.against(ledger, "entries alice --limit 0 --output csv");

    // Then
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.err()).isEqualTo("error: ACCOUNT_NOT_FOUND: gone\n");
  }

  private static ListEntriesResponse page(String nextToken, long... numbers) {
    ListEntriesResponse.Builder page = ListEntriesResponse.newBuilder().setNextPageToken(nextToken);
    for (long number : numbers) {
      page.addEntries(
          Entry.newBuilder()
              .setNumber(number)
              .setAmount("-5")
              .setBalance(Long.toString(number * 100)));
    }
    return page.build();
  }
}
