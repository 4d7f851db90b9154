package exchequer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import exchequer.client.TransferOutcome.State;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.Reason;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is sent again and what is told, for each kind of answer. */
@Timeout(120)
class LedgerClientTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final FreezeAccountRequest FREEZE =
      FreezeAccountRequest.newBuilder().setName("accounts/alice").setEtag("v1").build();

  private final CreateTransferRequest request =
      Transfers.request("alice", "bob", "EUR/2", BigInteger.valueOf(1_234));
  private final AtomicInteger resends = new AtomicInteger();
  private ScriptedLedger ledger;

  @BeforeEach
  void start() throws IOException {
    ledger = new ScriptedLedger();
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  private LedgerClientBuilder to(String... addresses) {
    return LedgerClient.builder(addresses)
        .pauses(Duration.ofMillis(1), Duration.ofMillis(20))
        .resendListener((error, waited) -> resends.incrementAndGet());
  }

  private TransferOutcome transferWithin(Duration timeout) {
    try (LedgerClient client = to(ledger.address()).timeout(timeout).build()) {
      return client.transfer(request);
    }
  }

  private TransferOutcome transfer() {
    return transferWithin(Duration.ofSeconds(30));
  }

  @Test
  void a_request_has_an_id_of_version_7_and_names_both_accounts() {
    assertThat(UUID.fromString(request.getTransferId()).version()).isEqualTo(7);
    assertThat(request.getParent()).isEqualTo("accounts/alice");
    assertThat(request.getTransfer().getDestination()).isEqualTo("accounts/bob");
    assertThat(request.getTransfer().getAmount()).isEqualTo("1234");
  }

  @ParameterizedTest
  @EnumSource(value = Code.class, mode = Mode.EXCLUDE, names = "OK")
  void an_error_without_the_ledgers_word_is_followed_by_the_same_request(Code code) {
    ledger.thenFail(Status.fromCode(code).withDescription("a proxy").asRuntimeException());

    TransferOutcome outcome = transfer();

    assertThat(outcome.state()).isEqualTo(State.POSTED);
    assertThat(outcome.sends()).isEqualTo(2);
    assertThat(ledger.requests()).containsExactly(request, request);
    assertThat(resends).hasValue(1);
  }

  @Test
  void what_the_ledger_leaves_open_is_sent_again_until_it_is_known() {
    ledger
        .thenFail(Failures.outcomeUnknown())
        .thenFail(Failures.busy(0))
        .thenFail(Failures.of(Code.INTERNAL, Reason.SERVER_FAULT));

    TransferOutcome outcome = transfer();

    assertThat(outcome.isPosted()).isTrue();
    assertThat(outcome.isReplayed()).isFalse();
    assertThat(ledger.requests()).hasSize(4).containsOnly(request);
  }

  @Test
  void an_answer_that_was_lost_is_told_as_replayed() {
    ledger.post(request);
    ledger.thenFail(Status.UNKNOWN.asRuntimeException());

    assertThat(transfer().isReplayed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED_PRECONDITION, FLOOR_CROSSED, REFUSED",
    "NOT_FOUND, SOURCE_NOT_FOUND, REFUSED",
    "FAILED_PRECONDITION, A_REASON_OF_TOMORROW, REFUSED",
    "INVALID_ARGUMENT, SAME_ACCOUNT, REJECTED",
    "INVALID_ARGUMENT, TRANSFER_ID_FROM_FUTURE, REJECTED",
    "ALREADY_EXISTS, TRANSFER_ID_REUSED, REJECTED"
  })
  void a_final_answer_is_told_and_nothing_is_sent_again(Code code, String reason, State state) {
    ledger.thenFail(
        StatusProto.toStatusRuntimeException(
            Failures.status(code, reason, "exchequer.v1", state == State.REFUSED)));

    TransferOutcome outcome = transfer();

    assertThat(outcome.state()).isEqualTo(state);
    assertThat(outcome.isFinal()).isTrue();
    assertThat(outcome.isReplayed()).isEqualTo(state == State.REFUSED);
    assertThat(outcome.error().orElseThrow().reason()).isEqualTo(reason);
    assertThat(ledger.requests()).containsExactly(request);
  }

  @Test
  void an_outcome_that_is_not_known_in_time_is_unknown_and_keeps_its_id() {
    for (int i = 0; i < 1_000; i++) ledger.thenFail(Failures.outcomeUnknown());

    TransferOutcome outcome = transferWithin(Duration.ofSeconds(2));

    assertThat(outcome.state()).isEqualTo(State.UNKNOWN);
    assertThat(outcome.isFinal()).isFalse();
    assertThat(outcome.request()).isEqualTo(request);
    assertThat(ledger.requests()).hasSizeGreaterThan(1).containsOnly(request);
  }

  @Test
  void a_book_that_is_busy_throughout_has_not_taken_it() {
    ledger.thenFail(Failures.busy(60));

    assertThat(transfer().state()).isEqualTo(State.NOT_TAKEN);
  }

  @Test
  void a_book_that_is_busy_after_a_lost_answer_leaves_it_unknown() {
    ledger.thenFail(Failures.outcomeUnknown()).thenFail(Failures.busy(60));

    assertThat(transfer().state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void what_reaches_nobody_was_not_taken() {
    ledger.close();

    assertThat(transferWithin(SHORT).state()).isEqualTo(State.NOT_TAKEN);
  }

  @Test
  void a_send_without_answer_is_followed_by_another() {
    ledger.thenSayNothing();
    try (LedgerClient client = to(ledger.address()).attemptTimeout(SHORT).build()) {
      TransferOutcome outcome = client.transfer(request);

      assertThat(outcome.isPosted()).isTrue();
      assertThat(outcome.sends()).isGreaterThan(1);
    }
    assertThat(ledger.requests()).hasSizeGreaterThan(1).containsOnly(request);
  }

  @Test
  void one_caller_may_wait_shorter_than_others() {
    ledger.thenSayNothing();
    try (LedgerClient client = to(ledger.address()).attemptTimeout(Duration.ofDays(1)).build()) {
      assertThat(client.withAttemptTimeout(SHORT).transfer(request).isPosted()).isTrue();
    }
  }

  @Test
  void silence_to_the_end_leaves_it_unknown() {
    try (LedgerClient client = to(ledger.address()).maxSends(1).build()) {
      assertThat(client.getAccount("accounts/alice").getName()).isEqualTo("accounts/alice");
      ledger.thenSayNothing();

      TransferOutcome outcome = client.withAttemptTimeout(SHORT).transfer(request);

      assertThat(outcome.state()).isEqualTo(State.UNKNOWN);
      assertThat(outcome.error().orElseThrow().code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    }
  }

  @Test
  void an_address_where_nobody_is_costs_no_transfer() throws IOException {
    int deadPort;
    try (ScriptedLedger dead = new ScriptedLedger()) {
      deadPort = dead.port();
    }
    try (ScriptedLedger other = new ScriptedLedger();
        LedgerClient client =
            to("127.0.0.1:" + deadPort, ledger.address(), other.address()).build()) {
      for (int i = 0; i < 100; i++) {
        assertThat(client.transfer(next()).isPosted()).isTrue();
      }
      assertThat(ledger.requests().size() + other.requests().size()).isEqualTo(100);
      assertThat(ledger.requests()).hasSizeGreaterThan(20);
      assertThat(other.requests()).hasSizeGreaterThan(20);
      // Each connection attempt of the dead one may fail a send; most are not offered to it.
      assertThat(resends).hasValueLessThan(50);
    }
  }

  @Test
  void a_node_that_ends_and_comes_back_is_found_again() throws IOException {
    int port = ledger.port();
    try (LedgerClient client = to(ledger.address()).build()) {
      assertThat(client.transfer(request).isPosted()).isTrue();
      ledger.close();
      CompletableFuture<TransferOutcome> second = client.transferAsync(next());
      await().untilAsserted(() -> assertThat(resends).hasPositiveValue());
      ledger = new ScriptedLedger(port);

      assertThat(second.join().isPosted()).isTrue();
    }
  }

  @Test
  void a_change_is_repeated_until_it_is_answered() {
    ledger.thenFail(Failures.busy(0)).thenFail(Failures.outcomeUnknown());
    try (LedgerClient client = to(ledger.address()).build()) {
      assertThat(client.freezeAccount(FREEZE).getName()).isEqualTo("accounts/alice");
    }
    assertThat(ledger.requests()).hasSize(3).containsOnly(FREEZE);
  }

  @ParameterizedTest
  @CsvSource({
    "ABORTED, STALE_ETAG, true",
    "FAILED_PRECONDITION, ACCOUNT_CLOSED, true",
    "NOT_FOUND, ACCOUNT_NOT_FOUND, false"
  })
  void a_change_that_is_refused_when_repeated_may_have_been_done_before(
      Code code, Reason reason, boolean unknown) {
    ledger.thenFail(Failures.outcomeUnknown()).thenFail(Failures.of(code, reason));
    try (LedgerClient client = to(ledger.address()).build()) {
      assertThatThrownBy(() -> client.freezeAccount(FREEZE))
          .isInstanceOfSatisfying(
              LedgerException.class,
              failed -> assertThat(failed.outcomeUnknown()).isEqualTo(unknown));
    }
  }

  @Test
  void a_read_is_repeated_and_has_the_ledgers_error() {
    ledger
        .thenFail(Status.NOT_FOUND.asRuntimeException())
        .thenFail(Failures.of(Code.NOT_FOUND, Reason.ACCOUNT_NOT_FOUND));
    try (LedgerClient client = to(ledger.address()).build()) {
      assertThatThrownBy(() -> client.getAccount("accounts/alice"))
          .hasMessage("ACCOUNT_NOT_FOUND: as the test says")
          .isInstanceOfSatisfying(
              LedgerException.class, failed -> assertThat(failed.outcomeUnknown()).isFalse());
      assertThat(client.getAccount("accounts/alice").getName()).isEqualTo("accounts/alice");
    }
  }

  @Test
  void what_is_on_its_way_when_the_client_closes_ends_with_what_is_known() {
    ledger.thenSayNothing();
    CompletableFuture<TransferOutcome> sent;
    CompletableFuture<TransferOutcome> waiting;
    try (LedgerClient client =
        to(ledger.address())
            .timeout(Duration.ofDays(1))
            .pauses(Duration.ofHours(1), Duration.ofHours(1))
            .build()) {
      sent = client.transferAsync(request);
      await().until(() -> ledger.requests().size() == 1);
      ledger.thenFail(Failures.outcomeUnknown());
      waiting = client.transferAsync(next());
      await().untilAsserted(() -> assertThat(resends).hasValue(1));
    }
    assertThat(sent.join().state()).isEqualTo(State.UNKNOWN);
    assertThat(waiting.join().state()).isEqualTo(State.UNKNOWN);
  }

  @Test
  void a_thread_that_is_interrupted_is_told_that_the_outcome_is_unknown() throws Exception {
    ledger.thenSayNothing();
    AtomicReference<TransferOutcome> told = new AtomicReference<>();
    try (LedgerClient client = to(ledger.address()).build()) {
      Thread caller = new Thread(() -> told.set(client.transfer(request)), "caller");
      caller.start();
      await().until(() -> ledger.requests().size() == 1);
      caller.interrupt();
      caller.join();
    }
    assertThat(told.get().state()).isEqualTo(State.UNKNOWN);
  }

  private static CreateTransferRequest next() {
    return Transfers.request("alice", "bob", "EUR/2", BigInteger.ONE);
  }
}
