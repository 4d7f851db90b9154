package exchequer.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The image of the ledger, when the build made it. */
class ImageTest {
  private static final Path TAR =
      Path.of("").toAbsolutePath().resolveSibling("cluster-app/target/jib-image.tar");

  private Map<String, byte[]> files = Map.of();
  private JsonNode config = new ObjectMapper().createObjectNode();

  @BeforeEach
  void read() throws IOException {
    assumeTrue(Files.exists(TAR), "skipped: no image was built (mvn -Pimage)");
    try (InputStream tar = Files.newInputStream(TAR)) {
      files = entries(tar);
    }
    config = new ObjectMapper().readTree(files.get("config.json"));
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
    List<String> jars = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().endsWith(".tar.gz")) {
        jars.addAll(
            entries(new GZIPInputStream(new java.io.ByteArrayInputStream(file.getValue())))
                .keySet()
                .stream()
                .filter(name -> name.startsWith("app/"))
                .toList());
      }
    }

    assertThat(jars).anyMatch(name -> name.contains("cluster-app"));
    assertThat(jars)
        .noneMatch(name -> name.contains("cassandra-all") || name.contains("cassandra-server"));
  }

  /**
   * A tar's files by name: 512 bytes of header, with the name first and the size in octal at 124.
   */
  private static Map<String, byte[]> entries(InputStream tar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    DataInputStream input = new DataInputStream(tar);
    byte[] header = input.readNBytes(512);
    while (header.length == 512 && header[0] != 0) {
      String name = new String(header, 0, 100, java.nio.charset.StandardCharsets.UTF_8).trim();
      String octal = new String(header, 124, 12, java.nio.charset.StandardCharsets.UTF_8).trim();
      int size = octal.isEmpty() ? 0 : Integer.parseInt(octal, 8);
      entries.put(name, input.readNBytes(size));
      input.skipNBytes((512 - size % 512) % 512);
      header = input.readNBytes(512);
    }
    return entries;
  }
}
