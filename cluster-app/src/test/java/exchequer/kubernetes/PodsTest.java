package exchequer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodsTest {
  @TempDir private Path folder;

  private FakeApiServer api;
  private Pods pods;

  @BeforeEach
  void start() {
    api = FakeApiServer.start(folder);
    pods = new Pods(api.client(), api.settings().podLabels());
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void those_that_end_are_told_from_those_that_run_and_those_that_have_ended() {
    // Given
    api.pod("runs", "Running", false);
    api.pod("ends", "Running", true);
    api.pod("not-started", "Pending", true);
    api.pod("has-ended", "Succeeded", true);
    api.pod("has-failed", "Failed", true);
    api.container("has-failed", "terminated");
    api.pod("was-given-up-with-its-node", "Failed", true);
    api.container("was-given-up-with-its-node", "running");

    // When / Then
    assertThat(pods.ending().toCompletableFuture().join())
        .containsExactly("ends", "not-started", "was-given-up-with-its-node");
  }

  @Test
  void a_right_that_is_missing_is_said() {
    // Given
    api.forbid("GET pods");

    // When / Then
    assertThatThrownBy(() -> pods.ending().toCompletableFuture().join())
        .hasMessageContaining("can't list pods: status 403: pods is forbidden");
  }

  @Test
  void one_is_annotated() {
    // Given
    api.pod("ledger-0", "Running", false);

    // When
    pods.annotate("ledger-0", "a.b/c", "7").toCompletableFuture().join();

    // Then
    assertThat(api.pod("ledger-0").getAsJsonObject("metadata").get("annotations"))
        .hasToString("{\"a.b/c\":\"7\"}");
  }
}
