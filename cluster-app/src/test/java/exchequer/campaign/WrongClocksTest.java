package exchequer.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrongClocksTest {
  @TempDir private Path folder;

  /** What a JVM under this library takes for the time. */
  static final class Teller {
    public static void main(String[] arguments) {
      System.out.println(Instant.now());
    }
  }

  @Test
  void a_process_has_the_wrong_time() throws IOException, InterruptedException {
    // Given
    Optional<WrongClocks> clocks = WrongClocks.compile(folder);
    assumeThat(clocks).as("a C compiler").isPresent();
    Path clock = folder.resolve("clock");
    WrongClocks.set(clock, 0);
    WrongClocks.set(clock, -3_600);

    // When
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Teller.class.getName());
    builder.environment().putAll(clocks.orElseThrow().environment(clock));
    Process teller = builder.start();
    String told =
        new String(teller.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    teller.waitFor();

    // Then
    assertThat(Duration.between(Instant.parse(told), Instant.now()))
        .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(65));
  }
}
