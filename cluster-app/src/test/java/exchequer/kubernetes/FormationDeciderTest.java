package exchequer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorSystem;
import akka.actor.Address;
import akka.discovery.ServiceDiscovery.ResolvedTarget;
import akka.event.NoLogging;
import akka.http.scaladsl.model.Uri;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.cluster.bootstrap.ClusterBootstrapSettings;
import akka.management.cluster.bootstrap.JoinDecision;
import akka.management.cluster.bootstrap.JoinOtherSeedNodes;
import akka.management.cluster.bootstrap.JoinSelf;
import akka.management.cluster.bootstrap.KeepProbing;
import akka.management.cluster.bootstrap.SeedNodesInformation;
import akka.management.cluster.bootstrap.SeedNodesObservation;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

class FormationDeciderTest {
  private static final ResolvedTarget SELF =
      new ResolvedTarget("127.0.0.1", Option.apply(8558), Option.empty());

  @TempDir private Path folder;

  private FakeApiServer api;
  private ActorSystem system;
  private FormationDecider decider;

  @BeforeEach
  void start() {
    api = FakeApiServer.start(folder);
    Config config =
        ConfigFactory.parseMap(
                Map.of(
                    "akka.actor.provider",
                    "local",
                    "akka.management.cluster.bootstrap.contact-point-discovery"
                        + ".required-contact-point-nr",
                    1,
                    "exchequer.kubernetes.api.host",
                    "127.0.0.1",
                    "exchequer.kubernetes.api.port",
                    api.settings().apiPort(),
                    "exchequer.kubernetes.api.service-account",
                    folder.toString()))
            .withFallback(ConfigFactory.load());
    system = ActorSystem.create("exchequer", config);
    ClusterBootstrap.get(system).setSelfContactPoint(Uri.apply("http://127.0.0.1:8558"));
    decider =
        new FormationDecider(
            system, ClusterBootstrapSettings.apply(config, NoLogging.getInstance()));
  }

  @AfterEach
  void stop() {
    system.terminate();
    api.close();
  }

  @Test
  void forms_a_cluster_when_no_pod_of_an_old_one_is_left() {
    // Given
    api.pod("new", "Running", false);
    api.pod("old", "Succeeded", true);

    // When / Then
    assertThat(decide(Set.of())).isEqualTo(JoinSelf.getInstance());
  }

  @Test
  void waits_for_pods_of_an_old_one_that_still_end() {
    // Given
    api.pod("new", "Running", false);
    api.pod("old", "Running", true);

    // When / Then
    assertThat(decide(Set.of())).isEqualTo(KeepProbing.getInstance());
  }

  @Test
  void waits_when_it_can_not_know() {
    // Given
    api.forbid("GET pods");

    // When / Then
    assertThat(decide(Set.of())).isEqualTo(KeepProbing.getInstance());
  }

  @Test
  void joins_a_cluster_that_is_there_whatever_ends() {
    // Given
    api.pod("old", "Running", true);

    // When / Then
    assertThat(decide(Set.of(new Address("akka", "exchequer", "10.0.0.7", 25_520))))
        .isInstanceOf(JoinOtherSeedNodes.class);
  }

  private JoinDecision decide(Set<Address> members) {
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    SeedNodesObservation answer =
        new SeedNodesObservation(
            now, SELF, new Address("akka", "exchequer", "127.0.0.1", 25_520), scala(members));
    SeedNodesInformation known =
        new SeedNodesInformation(
            now, now.minusMinutes(1), scala(Set.of(SELF)), scala(Set.of(answer)));
    return FutureConverters.asJava(decider.decide(known)).toCompletableFuture().join();
  }

  private static <T> scala.collection.immutable.Set<T> scala(Set<T> set) {
    return CollectionConverters.asScala(set).<T>toSet();
  }
}
