package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transfer that is sent to the wrong port: was it done? */
class StrangePortTest {
  @Test
  void a_port_of_http_1_is_named_and_nothing_was_done() throws IOException {
    try (StrangePort port = StrangePort.http1()) {
      assertNotSent(port);
    }
  }

  @Test
  void a_port_of_tls_is_named_and_nothing_was_done() throws IOException {
    try (StrangePort port = StrangePort.tls()) {
      assertNotSent(port);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 400, 404, 415})
  void a_port_of_http_2_that_is_no_grpc_is_named_and_nothing_was_done(int status)
      throws IOException {
    try (StrangePort port = StrangePort.http2(status)) {
      // When
      Run run = transfer(port);

      // Then
      assertThat(run.err())
          .doesNotContain("unknown; retry", "may or may not", "headers", "Metadata(")
          .endsWith(
              port.address()
                  + " does not speak gRPC: it answered with HTTP status "
                  + status
                  + "; nothing was done\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 499, 500, 502, 503, 504})
  void what_a_proxy_says_after_passing_a_request_on_leaves_the_outcome_unknown(int status)
      throws IOException {
    try (StrangePort port = StrangePort.http2(status)) {
      // When
      Run run = transfer(port);

      // Then
      assertThat(run.exitCode()).isEqualTo(6);
      assertThat(run.err())
          .contains("outcome unknown; retry with the same id: ")
          .contains("HTTP status code " + status)
          .doesNotContain("headers", "Metadata(")
          .endsWith("It may or may not have been done.\n");
    }
  }

  private static void assertNotSent(StrangePort port) {
    // When
    Run run = transfer(port);

    // Then
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err())
        .contains("not done; retry with the same id: ")
        .endsWith(
            "error: UNAVAILABLE: "
                + port.address()
                + " does not speak plaintext gRPC; nothing was sent\n")
        .doesNotContain("unknown; retry", "may or may not");
  }

  private static Run transfer(StrangePort port) {
    String words =
        "transfer create --from a --to b --amount 1 --asset EUR/2 --timeout 1 --address ";
    return Run.of((words + port.address()).split(" "));
  }
}
