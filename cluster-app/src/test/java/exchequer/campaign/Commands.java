package exchequer.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short commands of the system. */
final class Commands {
  private static final long TIMEOUT_SECONDS = 30;

  private Commands() {}

  /**
   * What a command said.
   *
   * @param exitCode 127 when there is no such command
   */
  record Result(int exitCode, String output) {
    boolean isDone() {
      return exitCode == 0;
    }
  }

  static Result run(String... command) {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      return new Result(127, missing.getMessage());
    }
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(List.of(command) + " does not end");
      }
      return new Result(process.exitValue(), output.strip());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Fails when the command does. */
  static void require(String... command) {
    Result result = run(command);
    if (!result.isDone()) {
      throw new IllegalStateException(List.of(command) + ": " + result.output());
    }
  }
}
