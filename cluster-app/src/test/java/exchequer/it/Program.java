package exchequer.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A run of the program as users have it, {@code bin/exchequer}, that ended by itself.
 *
 * @param output of both kinds, as it came
 */
record Program(int exitCode, String output) {
  private static final int TIMEOUT_SECONDS = 120;

  /** Fails when it has not ended after two minutes. */
  static Program run(Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("exchequer.home"), "bin", "exchequer").toString());
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("exchequer-", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      builder.environment().put("EXCHEQUER_JAVA_OPTS", "-Xmx256m");
      Process process = builder.start();
      try {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(
              String.join(" ", command) + " does not end: " + Files.readString(output));
        }
        return new Program(process.exitValue(), Files.readString(output));
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.delete(output);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
