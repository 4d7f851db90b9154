package exchequer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import exchequer.frontdoor.GrpcSettings;
import exchequer.kubernetes.KubernetesSettings;
import exchequer.ledger.BookRules;
import exchequer.node.CassandraConnection;
import exchequer.process.BookSettings;
import exchequer.wire.WireSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The defaults, as users rely on them: a change here is a change of behaviour. */
class DefaultsTest {
  private static final Config CONFIG = ConfigFactory.load();

  @Test
  void of_books() {
    assertThat(BookSettings.of(CONFIG))
        .isEqualTo(
            new BookSettings(
                new BookRules(16, 100_000, 5_000, 10_000, 5_000, Duration.ofMinutes(1)),
                1_000,
                10_000,
                8 * 1024 * 1024,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                256,
                128 * 1024,
                8,
                Duration.ofSeconds(30),
                Duration.ofMillis(200),
                5_000,
                Duration.ofSeconds(5),
                50_000,
                32 * 1024 * 1024,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10)));
  }

  @Test
  void of_the_front_door() {
    assertThat(GrpcSettings.of(CONFIG))
        .isEqualTo(new GrpcSettings("127.0.0.1", 8080, Duration.ofSeconds(10), 1_024, 8_192, 512));
  }

  @Test
  void of_the_storage() {
    assertThat(CassandraConnection.of(CONFIG))
        .isEqualTo(
            new CassandraConnection(List.of("127.0.0.1:9042"), "datacenter1", "exchequer", 3));
  }

  @Test
  void appends_that_fail_together_do_not_keep_other_books_from_the_log() {
    Config breaker =
        CONFIG.getConfig("akka.persistence.cassandra.journal.circuit-breaker").resolve();

    assertThat(breaker.getInt("max-failures"))
        .isGreaterThan(10 * BookSettings.of(CONFIG).maxAppends());
    assertThat(breaker.getDuration("reset-timeout")).isEqualTo(Duration.ofSeconds(1));
    assertThat(breaker.getDuration("call-timeout"))
        .isLessThan(BookSettings.of(CONFIG).appendTimeout());
  }

  @Test
  void of_a_pod() {
    Config config = ConfigFactory.parseString("exchequer.kubernetes.pod-name = p");
    assertThat(KubernetesSettings.of(config.withFallback(CONFIG)))
        .isEqualTo(
            new KubernetesSettings(
                "",
                "app.kubernetes.io/name=exchequer",
                "p",
                "",
                false,
                "kubernetes.default.svc",
                443,
                Path.of("/var/run/secrets/kubernetes.io/serviceaccount"),
                Duration.ofSeconds(1)));
  }

  @Test
  void of_messages_between_nodes() {
    assertThat(WireSettings.of(CONFIG)).isEqualTo(new WireSettings(256 * 1024));
  }
}
