package exchequer.load.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class OutcomeTest {
  @Test
  void an_error_has_its_code_and_the_reason_of_its_details() {
    com.google.rpc.Status status =
        com.google.rpc.Status.newBuilder()
            .setCode(Status.Code.FAILED_PRECONDITION.value())
            .setMessage("too little")
            .addDetails(Any.pack(ErrorInfo.newBuilder().setReason("FLOOR_CROSSED").build()))
            .build();

    Outcome ofCall = Outcome.of(StatusProto.toStatusRuntimeException(status));
    Outcome ofStream = Outcome.of(status);

    assertThat(ofCall).isEqualTo(ofStream);
    assertThat(ofCall.text()).isEqualTo("FAILED_PRECONDITION FLOOR_CROSSED");
    assertThat(ofCall.isToBeSentAgain()).isFalse();
  }

  @Test
  void an_error_without_details_has_its_code_alone() {
    Outcome outcome = Outcome.of(Status.UNAVAILABLE.asRuntimeException());

    assertThat(outcome.text()).isEqualTo("UNAVAILABLE");
    assertThat(outcome.isUnknown()).isTrue();
  }

  @Test
  void what_is_no_status_at_all_leaves_the_outcome_unknown() {
    assertThat(Outcome.of(new IllegalStateException("broken")).isUnknown()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "INTERNAL"})
  void an_unknown_outcome_is_sent_again(Status.Code code) {
    Outcome outcome = new Outcome(code, "", "");

    assertThat(outcome.isUnknown()).isTrue();
    assertThat(outcome.isToBeSentAgain()).isTrue();
  }

  @Test
  void a_busy_ledger_is_asked_again_but_has_done_nothing() {
    Outcome outcome = new Outcome(Status.Code.RESOURCE_EXHAUSTED, "BOOK_BUSY", "");

    assertThat(outcome.isUnknown()).isFalse();
    assertThat(outcome.isToBeSentAgain()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      mode = Mode.INCLUDE,
      names = {
        "OK",
        "INVALID_ARGUMENT",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "FAILED_PRECONDITION",
        "ABORTED"
      })
  void all_else_is_final(Status.Code code) {
    assertThat(new Outcome(code, "", "").isToBeSentAgain()).isFalse();
  }
}
