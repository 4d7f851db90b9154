package exchequer.kubernetes.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command that breaks a cluster on purpose, in ways that Kubernetes has no call for. */
final class Harness {
  private final Path program;
  private final Deployed deployed;
  private final String namespace;

  /** Which addresses the API server no longer answers, as arguments of {@code ip rule}. */
  private final List<List<String>> apiRules = new ArrayList<>();

  private Harness(Path program, Deployed deployed) {
    this.program = program;
    this.deployed = deployed;
    this.namespace = deployed.namespace();
  }

  /** Skips the test when there is none. */
  static Harness orSkip(Deployed deployed) {
    assumeTrue(
        deployed.settings().harness().isPresent(),
        "skipped: needs the harness that breaks clusters (-Dkube.harness=path of its command)");
    return new Harness(deployed.settings().harness().orElseThrow(), deployed);
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

  /**
   * Drops what the API server answers a pod, until {@link #heal}. The harness itself cuts pods off
   * from the API server together with all other pods only.
   */
  void cutFromApi(String pod) {
    List<String> rule = List.of("from", deployed.apiAddress(), "to", deployed.podAddress(pod));
    Stream<String> add = Stream.of("ip", "rule", "add", "priority", "1", "blackhole");
    execute(Stream.concat(add, rule.stream()).toList());
    apiRules.add(rule);
  }

  void heal() {
    run("heal", "all");
    for (List<String> rule : apiRules) {
      Stream<String> delete = Stream.of("ip", "rule", "del", "priority", "1", "blackhole");
      execute(Stream.concat(delete, rule.stream()).toList());
    }
    apiRules.clear();
  }

  private void run(String... arguments) {
    execute(Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList());
  }

  private static void execute(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + output);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
