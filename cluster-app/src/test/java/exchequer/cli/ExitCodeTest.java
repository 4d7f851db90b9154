package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
  @ParameterizedTest
  @CsvSource({
    "OK, 0",
    "INTERNAL, 1",
    "UNKNOWN, 6",
    "DATA_LOSS, 1",
    "UNIMPLEMENTED, 1",
    "INVALID_ARGUMENT, 3",
    "OUT_OF_RANGE, 3",
    "UNAUTHENTICATED, 3",
    "PERMISSION_DENIED, 3",
    "NOT_FOUND, 4",
    "FAILED_PRECONDITION, 5",
    "ALREADY_EXISTS, 5",
    "ABORTED, 5",
    "UNAVAILABLE, 6",
    "DEADLINE_EXCEEDED, 6",
    "RESOURCE_EXHAUSTED, 6",
    "CANCELLED, 6"
  })
  void aGrpcCodeEndsTheProgramWith(Code code, int number) {
    assertThat(ExitCode.of(code).number()).isEqualTo(number);
  }

  @Test
  void everyCommandWithItsOwnOptionsExplainsTheExitCodes() {
    // When
    Run help = Run.of("transfer", "create", "--help");

    // Then
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Exit codes:", "  5   refused by the ledger's rules");
  }
}
