package exchequer.cassandra.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import exchequer.cassandra.embedded.CassandraStartException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraSettingsTest {
  @TempDir Path folder;

  @Test
  void defaultsAreDurableAndOnLoopback() {
    CassandraSettings settings = CassandraSettings.of(folder, folder);
    assertThat(settings.address()).isEqualTo("127.0.0.1");
    assertThat(settings.cqlPort()).isEqualTo(9042);
    assertThat(settings.heapMebibytes()).isEqualTo(1024);
    assertThat(settings.commitLog()).isEqualTo(CommitLogMode.BATCH);
    assertThat(settings.startTimeout()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void refusesWhatWouldListenBeyondLoopback() {
    CassandraSettings settings = CassandraSettings.of(folder, folder);
    assertThatThrownBy(() -> settings.withAddress("0.0.0.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.0.0.0")
        .hasMessageContaining("loopback");
  }

  @Test
  void refusesValuesOutOfBoundsAndNamesThem() {
    CassandraSettings settings = CassandraSettings.of(folder, folder);
    assertThatThrownBy(() -> settings.withCqlPort(65_536)).hasMessageContaining("65536");
    assertThatThrownBy(() -> settings.withHeapMebibytes(255)).hasMessageContaining("255");
    assertThatThrownBy(() -> settings.withStartTimeout(Duration.ZERO)).hasMessageContaining("PT0S");
  }

  @Test
  void missingJarsAreAClearError() {
    CassandraStartException failure = failureOf(CassandraSettings.of(folder, folder));
    assertThat(failure.reason()).isEqualTo(Reason.LIBRARIES_UNUSABLE);
    assertThat(failure).hasMessageContaining(folder.toString()).hasMessageContaining("mvn");
  }

  @Test
  void aDataFolderThatCanNotBeMadeIsAClearError() throws IOException {
    // Given a file in its way, which stops even a user with every right
    Files.createFile(folder.resolve("cassandra-server-1.jar"));
    Files.createFile(folder.resolve("cassandra-all-1.jar"));
    Path data = Files.createFile(folder.resolve("file")).resolve("data");
    // When
    CassandraStartException failure = failureOf(CassandraSettings.of(data, folder));
    // Then
    assertThat(failure.reason()).isEqualTo(Reason.FOLDER_NOT_WRITABLE);
    assertThat(failure).hasMessageContaining(data.toString());
  }

  @Test
  void aFullDiskIsAClearError() {
    DataFolder data = new DataFolder(folder);
    assertThatCode(() -> data.requireSpace(512)).doesNotThrowAnyException();
    assertThatThrownBy(() -> data.requireSpace(511))
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("511 MiB left")
        .hasMessageContaining("needs 512 MiB");
  }

  private static CassandraStartException failureOf(CassandraSettings settings) {
    return catchThrowableOfType(
        CassandraStartException.class, () -> EmbeddedCassandra.start(settings));
  }
}
