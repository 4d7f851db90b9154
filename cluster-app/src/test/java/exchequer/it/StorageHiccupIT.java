package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import exchequer.cassandra.embedded.TestCassandra;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.Reason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A storage that stands still for a moment. */
class StorageHiccupIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static TestNode node;

  @BeforeAll
  static void start() {
    node =
        TestNode.start(
            Map.of(
                "exchequer.grpc.answer-timeout", "2s",
                "exchequer.book.checkpoint-every-events", "1"));
    node.client().open("bank", "unbounded");
    node.client().open("alice", "0");
    node.client()
        .blocking()
        .createTransfer(TestClient.transfer(UUID.randomUUID(), "bank", "alice", 1));
    // Else the hiccup may meet the append of that outcome, behind which the book decides nothing.
    Awaitility.await()
        .until(() -> node.client().account("bank").getBalance().getInFlightOut().equals("0"));
    Awaitility.await().until(() -> ready() == 200);
  }

  @AfterEach
  void resume() {
    Signal.goOn(TestCassandra.shared().pid());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void leaves_the_node_ready_by_both_its_healths_and_clients_with_the_ledgers_answer()
      throws IOException, InterruptedException {
    // When
    Signal.stop(TestCassandra.shared().pid());

    // Then
    Awaitility.await()
        .during(Duration.ofSeconds(9))
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> ready() == 200 && health() == ServingStatus.SERVING);
    assertUnknown(
        () ->
            node.client()
                .blocking()
                .createTransfer(TestClient.transfer(UUID.randomUUID(), "bank", "alice", 1)));
    assertUnknown(
        () ->
            node.client()
                .blocking()
                .listEntries(ListEntriesRequest.newBuilder().setParent("accounts/alice").build()));
  }

  private static void assertUnknown(Runnable call) {
    StatusRuntimeException failed = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(failed).as("what a client is told while nothing can be stored").isNotNull();
    assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(TestClient.reason(failed)).isEqualTo(Reason.OUTCOME_UNKNOWN);
  }

  private static int ready() throws IOException, InterruptedException {
    InetSocketAddress address = node.managementAddress();
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://"
                        + address.getAddress().getHostAddress()
                        + ":"
                        + address.getPort()
                        + "/ready"))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static ServingStatus health() {
    return HealthGrpc.newBlockingStub(node.client().channel())
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }
}
