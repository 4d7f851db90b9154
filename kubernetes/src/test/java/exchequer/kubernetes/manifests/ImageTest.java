package exchequer.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The image of the ledger, when the build made it. */
class ImageTest {
  private static final Path TAR =
      Path.of("").toAbsolutePath().resolveSibling("cluster-app/target/jib-image.tar");

  private ImageTar image;
  private JsonNode config;

  @BeforeEach
  void read() throws IOException {
    assumeTrue(Files.exists(TAR), "skipped: no image was built (mvn -Pimage)");
    image = ImageTar.read(TAR);
    config = image.config();
  }

  @Test
  void the_jvm_is_the_first_process_and_not_root() {
    assertThat(config.at("/config/User").asText()).isEqualTo("1000:1000");
    assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("java");
    assertThat(config.at("/config/Cmd")).hasToString("[\"server\"]");
    assertThat(config.at("/config/Entrypoint").toString())
        .contains("-XX:MaxRAMPercentage", "-XX:+ExitOnOutOfMemoryError");
  }

  @Test
  void it_was_made_at_a_fixed_time() {
    assertThat(config.at("/created").asText()).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void it_knows_its_own_version() {
    assertThat(config.at("/config/Env").toString()).contains("EXCHEQUER_APP_VERSION=");
  }

  @Test
  void it_holds_the_ledger_and_no_Cassandra_server() throws IOException {
    List<String> jars = image.programFiles();

    assertThat(jars).anyMatch(name -> name.contains("cluster-app"));
    assertThat(jars)
        .noneMatch(name -> name.contains("cassandra-all") || name.contains("cassandra-server"));
  }
}
