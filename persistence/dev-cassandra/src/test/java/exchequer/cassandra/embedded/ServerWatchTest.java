package exchequer.cassandra.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a process that stands for a server: it lives until its input ends. */
class ServerWatchTest {
  private static final Duration THREE_ROUNDS = Duration.ofSeconds(3);

  @TempDir private Path root;

  private Process process;
  private volatile boolean toldToEnd;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder(List.of("cat")).start();
    Files.createDirectories(root.resolve("logs"));
    Files.write(root.resolve("logs/cassandra.log"), List.of("No space left on device"), UTF_8);
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  @Test
  void a_server_that_ends_untold_is_reported_with_the_end_of_its_log() throws Exception {
    // Given
    CompletableFuture<String> failure = watch(() -> true);

    // When
    process.destroyForcibly();

    // Then
    assertThat(failure.get(1, TimeUnit.MINUTES))
        .contains("(process " + process.pid() + ") has ended with status 137")
        .contains("No space left on device")
        .contains(root.toString());
  }

  @Test
  void a_server_that_lives_and_answers_nobody_is_reported() throws Exception {
    assertThat(watch(() -> false).get(1, TimeUnit.MINUTES))
        .contains("(process " + process.pid() + ") has not answered for 3 s")
        .contains("No space left on device");
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void a_server_that_answers_now_and_then_is_not() throws Exception {
    // Given: of three rounds one is answered.
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<String> failure = watch(() -> asked.incrementAndGet() % 3 == 0);

    // When
    while (asked.get() < 7) {
      process.waitFor(10, TimeUnit.MILLISECONDS);
    }

    // Then
    assertThat(failure).isNotDone();
  }

  @Test
  void a_server_that_was_told_to_end_is_not_reported() throws Exception {
    // Given
    CompletableFuture<String> failure = watch(() -> true);

    // When
    toldToEnd = true;
    process.destroyForcibly().waitFor();

    // Then
    assertThat(failure).isNotDone();
  }

  private CompletableFuture<String> watch(BooleanSupplier answers) {
    return new ServerWatch(new DataFolder(root), THREE_ROUNDS, answers, () -> toldToEnd)
        .start(process);
  }
}
