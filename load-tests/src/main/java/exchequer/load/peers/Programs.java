package exchequer.load.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts programs and waits for them. They get no standard input. */
final class Programs {
  private Programs() {}

  /** Starts one whose output, and errors, go to a file. */
  static Process start(Path log, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /**
   * Runs one whose output, and errors, go to a file. What it leaves running may hold on to that.
   *
   * @throws PeersException with the file's text when it fails
   */
  static void run(Path log, List<String> command) throws IOException, InterruptedException {
    if (start(log, command).waitFor() != 0) {
      throw failed(log, command);
    }
  }

  /**
   * Runs one for its output.
   *
   * @param errors a file for what it says on standard error
   * @throws PeersException with the file's text when it fails
   */
  static List<String> output(Path errors, List<String> command)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    if (stream(errors, command, lines::add) != 0) {
      throw failed(errors, command);
    }
    return lines;
  }

  /** Runs one and gives each line of its output while it runs; returns its status. */
  static int stream(Path errors, List<String> command, Consumer<String> line)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/null"))
            .redirectError(errors.toFile())
            .start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      output.lines().forEach(line);
    }
    return process.waitFor();
  }

  static PeersException failed(Path log, List<String> command) throws IOException {
    return new PeersException(1, command.get(0) + " failed:\n" + Files.readString(log).strip());
  }
}
