package exchequer.load.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** An {@code exchequer dev}, with its own Cassandra and data in the temporary folder. */
final class DevLedger {
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 60;

  private final Workplace place;
  private final Process process;
  private boolean isStopped;

  private DevLedger(Workplace place, Process process) {
    this.place = place;
    this.process = process;
  }

  /**
   * Starts one and waits until all of its nodes answer.
   *
   * @param more settings, such as {@code exchequer.ledger.books=64}
   */
  static DevLedger start(Workplace place, String... more) throws IOException, InterruptedException {
    SharedSettings settings = place.settings();
    FreePorts ports = place.ports();
    List<String> all =
        new ArrayList<>(
            List.of(
                "exchequer.dev.data=" + data(place),
                "exchequer.dev.cassandra.port=" + ports.cassandra(),
                "exchequer.dev.cassandra.commit-log=" + place.commitLog(),
                "exchequer.grpc.port=" + ports.grpc(),
                "exchequer.management.port=" + ports.management(),
                "exchequer.node.port=" + ports.node()));
    all.addAll(List.of(more));
    List<String> command = new ArrayList<>(List.of(program(place), "dev"));
    command.addAll(List.of("--nodes", Integer.toString(settings.nodes())));
    all.forEach(setting -> command.addAll(List.of("--set", setting)));
    DevLedger ledger = new DevLedger(place, Programs.start(place.out("ledger.log"), command));
    place.atEnd(ledger::stop);
    for (String target : targets(place)) {
      ledger.awaitAnswer(target);
    }
    return ledger;
  }

  /** The gRPC address of each node: an IP address each, the same port. */
  static List<String> targets(Workplace place) {
    return IntStream.rangeClosed(1, place.settings().nodes())
        .mapToObj(node -> "127.0.0." + node + ":" + place.ports().grpc())
        .toList();
  }

  long pid() {
    return process.pid();
  }

  /** Where its Cassandra has its files. */
  Path cassandraFolder() {
    return data(place).resolve("cassandra");
  }

  private void awaitAnswer(String target) throws IOException, InterruptedException {
    Path answer = place.folder().resolve("answer");
    for (int second = 0; second < START_SECONDS; second++) {
      if (!process.isAlive()) {
        throw Programs.failed(place.out("ledger.log"), List.of(program(place) + " dev"));
      }
      List<String> command =
          List.of(program(place), "account", "get", "nobody", "--address", target);
      Programs.start(answer, command).waitFor();
      if (Files.readString(answer).contains("ACCOUNT_NOT_FOUND")) {
        return;
      }
      TimeUnit.SECONDS.sleep(1);
    }
    throw new PeersException(
        1, "the ledger does not answer at " + target + "; see " + place.out("ledger.log"));
  }

  /** Its data goes, too. */
  synchronized void stop() {
    if (isStopped) {
      return;
    }
    isStopped = true;
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Workplace.delete(data(place));
  }

  private static String program(Workplace place) {
    return Tools.program(place.root()).toString();
  }

  private static Path data(Workplace place) {
    return place.folder().resolve("ledger");
  }
}
