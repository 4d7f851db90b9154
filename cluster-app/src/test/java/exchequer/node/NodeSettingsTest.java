package exchequer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import exchequer.settings.WrongSettingException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSettingsTest {
  /** What Kubernetes gives a pod to end; terminationGracePeriodSeconds of the manifests. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private static final Duration SIX_SECONDS = Duration.ofSeconds(6);

  @Test
  void have_their_defaults() {
    assertThat(NodeSettings.of(ConfigFactory.load()))
        .isEqualTo(
            new NodeSettings(
                "127.0.0.1",
                25_520,
                8_558,
                Discovery.CONFIG,
                List.of(),
                1,
                true,
                "0.0.0",
                Duration.ofSeconds(4),
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ofSeconds(5)));
  }

  @Test
  void take_contact_points_as_a_list_and_as_the_environment_has_them() {
    for (String given : List.of("[\"a:1\", \"b:65535\"]", "\"a:1, b:65535\"")) {
      // When
      NodeSettings settings = NodeSettings.of(with("exchequer.node.contact-points = " + given));

      // Then
      assertThat(settings.contactPoints()).containsExactly("a:1", "b:65535");
    }
  }

  @Test
  void a_node_that_is_told_nothing_of_others_looks_for_itself_alone() {
    // When
    Config config = with("exchequer { node.host = 10.0.0.7, management.port = 9 }");

    // Then
    assertThat(akka(config).getConfigList("discovery.config.services.exchequer.endpoints"))
        .extracting(endpoint -> endpoint.root().unwrapped())
        .containsExactly(Map.of("host", "10.0.0.7", "port", 9));
  }

  @Test
  void discovery_decides_who_is_found_and_who_survives_a_split() {
    // When
    Config local = akka(with(""));
    Config pods = akka(with("exchequer.node { discovery = kubernetes, initial-pods = 3 }"));

    // Then
    String strategy = "cluster.split-brain-resolver.active-strategy";
    String required =
        "management.cluster.bootstrap.contact-point-discovery.required-contact-point-nr";
    assertThat(local.getString("discovery.method")).isEqualTo("config");
    assertThat(local.getString(strategy)).isEqualTo("keep-majority");
    assertThat(local.getInt(required)).isEqualTo(1);
    assertThat(pods.getString("discovery.method")).isEqualTo("kubernetes-api");
    assertThat(pods.getString(strategy)).isEqualTo("lease-majority");
    assertThat(pods.getInt(required)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"1999ms, 500ms", "4001ms, 500ms", "4500ms, 999ms"})
  void a_standstill_that_others_forgive_or_that_costs_the_books_is_refused_as_a_limit(
      String limit, String margin) {
    // Given
    Config config =
        with(
            "exchequer.node.max-standstill = %s, akka.cluster.down-removal-margin = %s"
                .formatted(limit, margin));

    // When / Then: acceptable-heartbeat-pause to that plus stable-after and the margin
    assertThatThrownBy(() -> NodeSettings.of(config))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageContaining("exchequer.node.max-standstill")
        .hasMessageContaining("a time from 2s to " + (margin.equals("500ms") ? "4s" : "4499ms"));
  }

  @Test
  void a_node_that_leaves_ends_within_the_grace_period_whatever_its_phases_wait_for() {
    // When
    Config phases =
        akka(with("exchequer.node.drain-delay = 5s")).getConfig("coordinated-shutdown.phases");
    Duration sum =
        phases.root().keySet().stream()
            .map(phase -> phases.getDuration(phase + ".timeout"))
            .reduce(Duration.ZERO, Duration::plus);

    // Then
    assertThat(phases.getDuration("before-service-unbind.timeout")).isEqualTo(SIX_SECONDS);
    assertThat(phases.getDuration("service-requests-done.timeout")).isEqualTo(SIX_SECONDS);
    assertThat(sum).isLessThan(GRACE.minusSeconds(3));
  }

  private static Config with(String settings) {
    return ConfigFactory.parseString(settings)
        .withFallback(ConfigFactory.defaultApplication())
        .withFallback(ConfigFactory.defaultReferenceUnresolved())
        .resolve();
  }

  private static Config akka(Config config) {
    return NodeSettings.of(config).into(config).getConfig("akka");
  }
}
