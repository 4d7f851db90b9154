package exchequer.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay, as `kubectl apply -k` would apply it. */
class OverlaysTest {
  private static final Map<String, String> TAGS =
      Map.of(
          "exchequer", System.getProperty("exchequer.version"),
          "exchequer-load", System.getProperty("exchequer.version"),
          "cassandra", System.getProperty("cassandra.version"),
          "cassandra-local", System.getProperty("cassandra.version"));

  private static Optional<Kubectl> kubectl = Optional.empty();

  static List<Path> overlays() {
    return Repository.overlays();
  }

  @BeforeAll
  static void findKubectl() {
    kubectl = Kubectl.find();
    assumeTrue(kubectl.isPresent(), Kubectl.absence());
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void an_overlay_keeps_every_rule(Path overlay) {
    Inventory inventory = rendered(overlay);

    assertThat(Checks.problems(Checks.all(TAGS, Repository.settingsRead()), inventory)).isEmpty();
  }

  @Test
  void production_has_three_copies_of_everything() {
    Inventory production = rendered(Repository.overlay("production"));

    assertThat(production.find(StatefulSet.class, "cassandra").orElseThrow().getSpec())
        .extracting("replicas")
        .isEqualTo(3);
    assertThat(production.find(HorizontalPodAutoscaler.class, "exchequer").orElseThrow().getSpec())
        .extracting("minReplicas")
        .isEqualTo(3);
    assertThat(settings(production))
        .containsEntry("EXCHEQUER_CASSANDRA_REPLICATION_FACTOR", "3")
        .containsEntry("EXCHEQUER_NODE_INITIAL_PODS", "3");
  }

  @Test
  void local_stores_one_copy_on_one_Cassandra() {
    Inventory local = rendered(Repository.overlay("local"));

    assertThat(local.find(StatefulSet.class, "cassandra").orElseThrow().getSpec())
        .extracting("replicas")
        .isEqualTo(1);
    assertThat(settings(local)).containsEntry("EXCHEQUER_CASSANDRA_REPLICATION_FACTOR", "1");
  }

  @Test
  void what_the_harness_gets_is_known_to_Kubernetes_1_20() {
    Inventory harness = rendered(Repository.overlay("harness-1.20"));

    assertThat(harness.objects())
        .extracting(HasMetadata::getApiVersion)
        .doesNotContain("policy/v1", "autoscaling/v2");
  }

  @Test
  void a_load_test_asks_the_ledgers_service_and_leaves_nothing_behind() {
    Inventory load = rendered(Repository.testOverlay("load"));

    Job job = load.find(Job.class, "exchequer-load").orElseThrow();
    String target =
        load.all(ConfigMap.class).stream()
            .map(map -> map.getData().get("LOAD_TARGET"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();

    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(job.getSpec().getTtlSecondsAfterFinished()).isPositive();
    assertThat(target).isEqualTo("dns:///exchequer-headless:8080");
    assertThat(load.find(Service.class, "exchequer-headless").orElseThrow().getSpec().getPorts())
        .extracting(ServicePort::getPort)
        .containsExactly(8080);
  }

  private static Map<String, String> settings(Inventory inventory) {
    return inventory.all(ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getName().startsWith("exchequer-settings"))
        .findFirst()
        .orElseThrow()
        .getData();
  }

  private static Inventory rendered(Path overlay) {
    String yaml = kubectl.orElseThrow().kustomize(overlay);
    return new Inventory(new StrictReader().read(overlay.toString(), yaml));
  }
}
