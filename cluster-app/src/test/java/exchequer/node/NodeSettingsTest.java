package exchequer.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
  @Test
  void have_their_defaults() {
    assertThat(NodeSettings.of(ConfigFactory.load()))
        .isEqualTo(new NodeSettings("127.0.0.1", 25_520, List.of("127.0.0.1:25520")));
  }

  @Test
  void take_seeds_as_a_list_and_as_the_environment_has_them() {
    for (String seeds : List.of("[\"a:1\", \"b:65535\"]", "\"a:1, b:65535\"")) {
      // When
      NodeSettings settings =
          NodeSettings.of(
              ConfigFactory.parseString("exchequer.node.seeds = " + seeds)
                  .withFallback(ConfigFactory.load()));

      // Then
      assertThat(settings.seeds()).containsExactly("a:1", "b:65535");
    }
  }
}
