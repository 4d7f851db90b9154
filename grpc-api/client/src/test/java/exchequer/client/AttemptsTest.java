package exchequer.client;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.client.LedgerError.Standing;
import exchequer.v1.Reason;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The client's rule, without a network. */
class AttemptsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final RetryRule RULE =
      new RetryRule(SECOND.multipliedBy(10), SECOND, 4, SECOND.dividedBy(10), SECOND);

  private final Attempts attempts = new Attempts(RULE, RequestKind.TRANSFER, 0);

  @ParameterizedTest
  @EnumSource(value = Code.class, mode = Mode.EXCLUDE, names = "OK")
  void an_error_that_is_not_the_ledgers_leaves_everything_open_whatever_its_code(Code code) {
    assertThat(LedgerError.of(Status.fromCode(code).asRuntimeException(), true).standing())
        .isEqualTo(Standing.OPEN);
  }

  @Test
  void the_word_of_another_service_is_not_the_ledgers() {
    com.google.rpc.Status foreign =
        Failures.status(Code.NOT_FOUND, "SOURCE_NOT_FOUND", "googleapis.com", false);

    LedgerError error = LedgerError.of(StatusProto.toStatusRuntimeException(foreign), true);

    assertThat(error.standing()).isEqualTo(Standing.OPEN);
    assertThat(error.isOfTheLedger()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, OUTCOME_UNKNOWN, OPEN",
    "DEADLINE_EXCEEDED, OUTCOME_UNKNOWN, OPEN",
    "INTERNAL, SERVER_FAULT, OPEN",
    "RESOURCE_EXHAUSTED, BOOK_BUSY, NOT_TAKEN",
    "FAILED_PRECONDITION, FLOOR_CROSSED, FINAL",
    "NOT_FOUND, DESTINATION_NOT_FOUND, FINAL",
    "INVALID_ARGUMENT, INVALID_FIELD, FINAL",
    "ALREADY_EXISTS, TRANSFER_ID_REUSED, FINAL",
    "ABORTED, STALE_ETAG, FINAL"
  })
  void the_ledgers_word_is_taken_by_its_code(Code code, Reason reason, Standing standing) {
    assertThat(LedgerError.of(Failures.of(code, reason), true).standing()).isEqualTo(standing);
  }

  @Test
  void what_never_left_this_process_was_not_taken() {
    assertThat(LedgerError.of(Status.UNAVAILABLE.asRuntimeException(), false).standing())
        .isEqualTo(Standing.NOT_TAKEN);
  }

  @Test
  void the_end_of_a_stream_speaks_of_no_transfer() {
    LedgerError end =
        LedgerError.ofStream(Failures.of(Code.INVALID_ARGUMENT, Reason.INVALID_FIELD), true);

    assertThat(end.standing()).isEqualTo(Standing.OPEN);
  }

  @Test
  void a_busy_book_does_not_settle_what_an_earlier_send_did() {
    assertThat(fail(Failures.outcomeUnknown())).isPresent();
    assertThat(fail(Failures.busy(0))).isPresent();

    assertThat(attempts.mayHaveBeenDone()).isTrue();
  }

  @Test
  void a_final_answer_settles_what_earlier_sends_left_open() {
    assertThat(fail(Failures.outcomeUnknown())).isPresent();
    assertThat(fail(Failures.of(Code.FAILED_PRECONDITION, Reason.FLOOR_CROSSED))).isEmpty();

    assertThat(attempts.mayHaveBeenDone()).isFalse();
  }

  @Test
  void an_id_from_the_future_may_still_be_taken_where_an_earlier_send_waits() {
    assertThat(fail(Failures.outcomeUnknown())).isPresent();
    assertThat(fail(Failures.of(Code.INVALID_ARGUMENT, Reason.TRANSFER_ID_FROM_FUTURE))).isEmpty();

    assertThat(attempts.mayHaveBeenDone()).isTrue();
  }

  @Test
  void sends_are_bounded() {
    for (int send = 1; send < RULE.maxSends(); send++) {
      assertThat(fail(Failures.outcomeUnknown())).isPresent();
    }

    assertThat(fail(Failures.outcomeUnknown())).isEmpty();
  }

  @Test
  void a_pause_beyond_the_timeout_is_not_begun() {
    assertThat(fail(Failures.busy(60))).isEmpty();
    assertThat(attempts.mayHaveBeenDone()).isFalse();
  }

  @Test
  void a_last_send_in_haste_does_not_hide_why_the_one_before_failed() {
    Throwable late = Status.DEADLINE_EXCEEDED.asRuntimeException();
    assertThat(fail(Failures.outcomeUnknown())).isPresent();
    long lateNanos = SECOND.toNanos() * 10 - 5;

    var unused = attempts.sendNanos(lateNanos);
    assertThat(attempts.failed(LedgerError.of(late, true), lateNanos, 0.5)).isEmpty();

    assertThat(attempts.error().reason()).isEqualTo("OUTCOME_UNKNOWN");
  }

  @Test
  void a_send_is_waited_for_no_longer_than_the_request() {
    assertThat(attempts.sendNanos(0)).isEqualTo(SECOND.toNanos());
    assertThat(attempts.sendNanos(SECOND.toNanos() * 10 - 5)).isEqualTo(5);
  }

  private Optional<Duration> fail(Throwable failure) {
    var unused = attempts.sendNanos(0);
    return attempts.failed(LedgerError.of(failure, true), 0, 0.5);
  }
}
