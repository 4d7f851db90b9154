package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/exchequer}, with a Java that only says how it was started. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final Path LAUNCHER = Path.of("src", "main", "distribution", "bin", "exchequer");
  private static final String SAYS_HOW_IT_WAS_STARTED =
      """
      #!/bin/sh
      echo "locale ${LC_ALL:-${LANG:-}}"
      for argument; do echo "<$argument>"; done
      """;

  @TempDir private Path java;

  private record Ended(int exitCode, String output) {}

  @BeforeEach
  void installJava() throws IOException {
    Path bin = Files.createDirectory(java.resolve("bin"));
    Path program = Files.writeString(bin.resolve("java"), SAYS_HOW_IT_WAS_STARTED);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest
  @CsvSource({"1.8.0_292, 8", "11.0.2, 11", "16-ea, 16"})
  void a_java_that_is_too_old_is_named_in_a_line(String version, String shown)
      throws IOException, InterruptedException {
    // Given
    release(version);

    // When
    Ended ended = launch(Map.of(), "account");

    // Then
    assertThat(ended.exitCode()).isEqualTo(7);
    assertThat(ended.output())
        .isEqualTo(
            "error: needs Java 17 to 21, this is %s (%s/bin/java; see JAVA_HOME)\n"
                .formatted(shown, java));
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.9", "21.0.1", "25-ea"})
  void any_other_java_is_started_and_judged_by_the_program(String version)
      throws IOException, InterruptedException {
    // Given
    release(version);

    // When
    Ended ended = launch(Map.of(), "account", "create", "two words");

    // Then
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output())
        .endsWith("<exchequer.cli.Exchequer>\n<account>\n<create>\n<two words>\n");
  }

  @Test
  void a_java_without_a_release_file_is_started() throws IOException, InterruptedException {
    assertThat(launch(Map.of(), "account").exitCode()).isZero();
  }

  @Test
  void a_java_home_without_a_java_is_named() throws IOException, InterruptedException {
    // Given
    Files.delete(java.resolve("bin").resolve("java"));

    // When
    Ended ended = launch(Map.of(), "account");

    // Then
    assertThat(ended)
        .isEqualTo(
            new Ended(
                7,
                "error: needs Java 17 to 21, there is none at %s/bin/java (see JAVA_HOME)\n"
                    .formatted(java)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "C", "POSIX", "no_SUCH.UTF-8"})
  void what_is_typed_is_utf_8_where_the_locale_says_nothing(String locale)
      throws IOException, InterruptedException {
    assertThat(launch(Map.of("LC_ALL", locale), "account").output()).startsWith("locale C.UTF-8\n");
  }

  @Test
  void a_locale_that_says_something_stays() throws IOException, InterruptedException {
    assertThat(launch(Map.of("LANG", "C.utf8"), "account").output()).startsWith("locale C.utf8\n");
  }

  private void release(String version) throws IOException {
    Files.writeString(
        java.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private Ended launch(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", LAUNCHER.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", java.toString());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            // What the shell says of a locale that is not installed.
            .replaceAll("(?m)^.*cannot change locale.*\n", "");
    return new Ended(process.waitFor(), output);
  }
}
