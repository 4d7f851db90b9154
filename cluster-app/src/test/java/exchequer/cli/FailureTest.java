package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.v1.Account;
import exchequer.v1.Reason;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
  @Test
  void aWrongFieldIsNamedWithWhatIsAllowed() throws IOException {
    try (FakeLedger ledger = new FakeLedger()) {
      // Given
      ledger.thenFail(Failures.invalidField("transfer.amount", "must be\n1 or more, not 0"));

      // When
      Run run = Run.against(ledger, "account get alice");

      // Then
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err())
          .isEqualTo(
              """
              error: INVALID_FIELD: 1 field is invalid
                transfer.amount: must be\\u000a1 or more, not 0
              """);
    }
  }

  @Test
  void anErrorThatIsNotTheLedgersIsNamedByItsCodeAndSettlesNothing() throws IOException {
    try (FakeLedger ledger = new FakeLedger()) {
      // Given
      for (int i = 0; i < 20; i++) {
        ledger.thenFail(Status.NOT_FOUND.withDescription("what?").asRuntimeException());
      }

      // When
      Run run = Run.against(ledger, "account get alice --timeout 1");

      // Then
      assertThat(run.exitCode()).isEqualTo(6);
      assertThat(run.err())
          .endsWith("error: NOT_FOUND: what?\n  It may or may not have been done.\n");
    }
  }

  @Test
  void aChangeThatIsRefusedWhenItIsRepeatedMayHaveBeenDone() throws IOException {
    try (FakeLedger ledger = new FakeLedger()) {
      // Given
      ledger
          .thenFail(Failures.outcomeUnknown())
          .thenFail(Failures.of(Code.ABORTED, Reason.STALE_ETAG, "changed, by the first send"));

      // When
      Run run = Run.against(ledger, "account freeze alice --etag e1");

      // Then
      assertThat(run.exitCode()).isEqualTo(6);
      assertThat(run.err()).contains("STALE_ETAG", "It may or may not have been done.");
      assertThat(ledger.requests()).hasSize(2);
    }
  }

  @Test
  void aRequestWithAnEtagIsRepeatedWhenItWasNotDone() throws IOException {
    try (FakeLedger ledger = new FakeLedger()) {
      // Given
      ledger.thenFail(Failures.busy(1)).thenAnswer(Account.getDefaultInstance());

      // Then
      assertThat(Run.against(ledger, "account freeze alice --etag e1").exitCode()).isZero();
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedWithHowToStartOne() throws IOException {
    // Given
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    // When
    Run run = Run.of("account", "get", "a", "--timeout=1", "--address=127.0.0.1:" + port);

    // Then
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err())
        .endsWith(
            "error: UNAVAILABLE: cannot reach 127.0.0.1:"
                + port
                + " (connection refused); `exchequer dev` starts a server\n");
  }

  @Test
  void aServerThatSaysNothingIsGivenUpInTime() throws IOException {
    // Given
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // When
      String address = "--address=127.0.0.1:" + silent.getLocalPort();
      Run run = Run.of("account", "get", "a", "--timeout=1", address);

      // Then
      assertThat(run.exitCode()).isEqualTo(6);
      assertThat(run.err()).startsWith("error: DEADLINE_EXCEEDED: cannot reach 127.0.0.1:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version"})
  void helpAndVersionNeedNoServer(String option) {
    assertThat(Run.of(option).exitCode()).isZero();
    assertThat(Run.of("entries", option).exitCode()).isZero();
  }
}
