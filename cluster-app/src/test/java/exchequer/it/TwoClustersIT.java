package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchequer.cassandra.embedded.TestCassandra;
import exchequer.storage.TestKeyspace;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Two clusters that know nothing of each other on one keyspace: the worst of all splits. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TwoClustersIT {
  private static final Map<String, String> SETTINGS = Map.of("exchequer.ledger.books", "4");
  private static final int GIVEN_UP = 8;

  @Test
  void the_cluster_that_came_first_tells_nothing_more_and_ends_and_the_other_goes_on() {
    // Given
    InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
    String keyspace = TestKeyspace.create();
    try (LedgerProcess first = new LedgerProcess(cassandra, keyspace, SETTINGS);
        LedgerProcess second = new LedgerProcess(cassandra, keyspace, SETTINGS)) {
      first.start();
      try (TestClient client = new TestClient(first.grpcAddress())) {
        client.open("bank", "unbounded");
        client.open("alice", "0");
        pay(client, 5);

        // When
        second.start();
        try (TestClient other = new TestClient(second.grpcAddress())) {
          Awaitility.await()
              .atMost(Duration.ofSeconds(30))
              .ignoreException(StatusRuntimeException.class)
              .untilAsserted(() -> assertThat(posted(other)).isEqualTo("5"));
          pay(other, 2);

          // Then
          assertThatThrownBy(() -> posted(client))
              .isInstanceOfSatisfying(
                  StatusRuntimeException.class,
                  failed ->
                      assertThat(failed.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
          assertThat(first.awaitEnd(Duration.ofSeconds(60))).isEqualTo(GIVEN_UP);
          pay(other, 1);
          assertThat(posted(other)).isEqualTo("8");
        }
      }
    }
  }

  private static void pay(TestClient client, long amount) {
    client
        .blocking()
        .createTransfer(TestClient.transfer(UUID.randomUUID(), "bank", "alice", amount));
  }

  private static String posted(TestClient client) {
    return client.account("alice").getBalance().getPosted();
  }
}
