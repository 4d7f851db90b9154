package exchequer.kubernetes.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command that breaks a cluster on purpose, in ways that Kubernetes has no call for. */
final class Harness {
  private final Path program;
  private final String namespace;

  private Harness(Path program, String namespace) {
    this.program = program;
    this.namespace = namespace;
  }

  /** Skips the test when there is none. */
  static Harness orSkip(Deployed deployed) {
    assumeTrue(
        deployed.settings().harness().isPresent(),
        "skipped: needs the harness that breaks clusters (-Dkube.harness=path of its command)");
    return new Harness(deployed.settings().harness().orElseThrow(), deployed.namespace());
  }

  /** SIGKILL to the pod's main process. */
  void kill(String pod) {
    run("kill", pod, namespace);
  }

  /** SIGSTOP to all of the pod's processes, until {@link #resume}. */
  void pause(String pod) {
    run("pause", pod, namespace);
  }

  void resume(String pod) {
    run("resume", pod, namespace);
  }

  /** Drops all packets between two pods, until {@link #heal}. */
  void cut(String one, String other) {
    run("cut", one, other, namespace);
  }

  /** Cuts a pod off from all pods and from the API server, until {@link #heal}. */
  void isolate(String pod) {
    run("isolate", pod, namespace);
  }

  void heal() {
    run("heal", "all");
  }

  private void run(String... arguments) {
    try {
      Process process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(List.of(arguments) + " failed: " + output);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private List<String> command(String... arguments) {
    return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
  }
}
