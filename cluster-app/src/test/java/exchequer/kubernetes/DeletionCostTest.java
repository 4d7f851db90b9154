package exchequer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.google.gson.JsonObject;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionCostTest {
  private static final Config CLUSTER =
      ConfigFactory.parseString(
              """
              akka.actor.provider = cluster
              akka.remote.artery.canonical { hostname = 127.0.0.1, port = 0 }
              akka.cluster.jmx.enabled = off
              """)
          .withFallback(ConfigFactory.defaultReference());

  @TempDir private Path oldFolder;

  @TempDir private Path youngFolder;

  @Test
  void the_older_of_two_members_costs_more_and_a_failed_note_is_made_again() {
    ActorTestKit old = ActorTestKit.create("exchequer", CLUSTER);
    ActorTestKit young = ActorTestKit.create("exchequer", CLUSTER);
    try (FakeApiServer oldApi = FakeApiServer.start(oldFolder);
        FakeApiServer youngApi = FakeApiServer.start(youngFolder)) {
      // Given
      oldApi.pod("ledger-0", "Running", false);
      youngApi.pod("ledger-0", "Running", false);
      youngApi.forbid("PATCH pods");

      // When
      old.spawn(DeletionCost.create(oldApi.settings()));
      young.spawn(DeletionCost.create(youngApi.settings()));
      Cluster first = Cluster.get(old.system());
      first.manager().tell(Join.create(first.selfMember().address()));
      Awaitility.await().until(() -> cost(oldApi).equals(Optional.of("10000")));
      Cluster.get(young.system()).manager().tell(Join.create(first.selfMember().address()));

      // Then
      Awaitility.await().pollDelay(Duration.ofSeconds(3)).until(() -> cost(youngApi).isEmpty());
      youngApi.allow("PATCH pods");
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> cost(youngApi).equals(Optional.of("9999")));
      assertThat(cost(oldApi)).contains("10000");
    } finally {
      young.shutdownTestKit();
      old.shutdownTestKit();
    }
  }

  private static Optional<String> cost(FakeApiServer api) {
    JsonObject metadata = api.pod("ledger-0").getAsJsonObject("metadata");
    return Optional.ofNullable(metadata.getAsJsonObject("annotations"))
        .map(
            annotations ->
                annotations.get("controller.kubernetes.io/pod-deletion-cost").getAsString());
  }
}
