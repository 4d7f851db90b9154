package exchequer.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The image of the load tests, when a build before this one made it. */
class LoadImageTest {
  private static final Path TAR =
      Path.of("").toAbsolutePath().resolveSibling("load-tests/target/jib-image.tar");

  @Test
  void it_runs_a_simulation_and_is_not_root() throws IOException {
    assumeTrue(Files.exists(TAR), "skipped: no image was built (mvn -Pimage)");
    ImageTar image = ImageTar.read(TAR);
    JsonNode config = image.config();

    assertThat(config.at("/config/User").asText()).isEqualTo("1000:1000");
    assertThat(config.at("/config/Entrypoint/0").asText()).isEqualTo("java");
    assertThat(config.at("/config/Entrypoint").toString())
        .contains("exchequer.load.LoadMain", "-Dload.reports=/tmp/", "-XX:+ExitOnOutOfMemoryError");
    assertThat(config.at("/created").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(image.programFiles()).anyMatch(name -> name.contains("load-tests"));
  }
}
