package exchequer.load.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.client.LedgerError;
import exchequer.client.LedgerError.Standing;
import exchequer.client.TransferOutcome;
import exchequer.client.TransferOutcome.State;
import exchequer.v1.CreateTransferRequest;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
  static Outcome of(State state) {
    return Outcome.of(transfer(state));
  }

  private static TransferOutcome transfer(State state) {
    LedgerError error =
        new LedgerError(
            Status.Code.FAILED_PRECONDITION,
            "FLOOR_CROSSED",
            "too little",
            false,
            List.of(),
            Optional.empty(),
            Standing.FINAL,
            Optional.empty());
    return new TransferOutcome(
        CreateTransferRequest.getDefaultInstance(),
        state,
        Optional.empty(),
        Optional.of(error).filter(any -> state != State.POSTED),
        1);
  }

  @Test
  void an_error_has_its_code_and_the_ledgers_reason() {
    assertThat(of(State.REFUSED).text()).isEqualTo("FAILED_PRECONDITION FLOOR_CROSSED");
    assertThat(of(State.POSTED).text()).isEqualTo("OK");
  }

  @ParameterizedTest
  @CsvSource({
    "POSTED, true, false, false",
    "REFUSED, false, false, false",
    "REJECTED, false, false, false",
    "NOT_TAKEN, false, false, true",
    "UNKNOWN, false, true, true"
  })
  void only_a_final_outcome_settles_what_was_unknown(
      State state, boolean ok, boolean unknown, boolean stillUnknown) {
    assertThat(of(state).isOk()).isEqualTo(ok);
    assertThat(of(state).isUnknown()).isEqualTo(unknown);
    assertThat(Outcome.ofUnknown(transfer(state)).isUnknown()).isEqualTo(stillUnknown);
  }
}
