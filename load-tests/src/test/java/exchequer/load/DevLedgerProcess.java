package exchequer.load;

import exchequer.load.settings.LoadSettings;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.LedgerServiceGrpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code exchequer dev}, as users start it, with a folder and ports of its own. */
final class DevLedgerProcess {
  /** Made by the build of cluster-app. */
  static final Path PROGRAM =
      Path.of(System.getProperty("exchequer.home", "../cluster-app/target/exchequer"))
          .resolve("bin/exchequer");

  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 30;

  private final Path data;
  private final Path log;
  private final int port;
  private final Process process;

  private DevLedgerProcess(Path data, Path log, int port, Process process) {
    this.data = data;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /** Returns when it answers. */
  static DevLedgerProcess start() throws IOException, InterruptedException {
    Path target = Path.of("target").toAbsolutePath();
    Path data = Files.createTempDirectory(target, "ledger-");
    Path log = target.resolve("ledger-of-tests.log");
    List<Integer> ports = freePorts(3);
    int port = ports.get(0);
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "dev",
                "--set",
                "exchequer.dev.data=" + data,
                "--set",
                "exchequer.dev.cassandra.port=0",
                "--set",
                "exchequer.dev.cassandra.heap-mebibytes=512",
                "--set",
                "exchequer.grpc.port=" + port,
                "--set",
                "exchequer.management.port=" + ports.get(1),
                "--set",
                "exchequer.node.port=" + ports.get(2))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    // Its Cassandra ends with it, however it ends.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    DevLedgerProcess ledger = new DevLedgerProcess(data, log, port, process);
    ledger.awaitAnswer();
    return ledger;
  }

  /** All are held until all are known, or the same one could be found twice. */
  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
      while (!answers(channel)) {
        if (!process.isAlive() || System.nanoTime() - endNanos > 0) {
          throw new AssertionError("the ledger does not start:\n" + Files.readString(log));
        }
        channel.resetConnectBackoff();
        TimeUnit.MILLISECONDS.sleep(200);
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static boolean answers(ManagedChannel channel) {
    try {
      var unused =
          LedgerServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(2, TimeUnit.SECONDS)
              .getAccount(GetAccountRequest.newBuilder().setName("accounts/nobody").build());
      return true;
    } catch (StatusRuntimeException failed) {
      return failed.getStatus().getCode() == Status.Code.NOT_FOUND;
    }
  }

  /** Small and short, against this ledger. */
  LoadSettings settings(Map<String, String> others) {
    Map<String, String> properties =
        new TreeMap<>(
            Map.of(
                "load.target", "127.0.0.1:" + port,
                "load.accounts", "500",
                "load.in-flight", "64",
                "load.seconds", "3",
                "load.warm-up-seconds", "1",
                "load.print-seconds", "1",
                "load.reports", "target/gatling-of-tests"));
    properties.putAll(others);
    return LoadSettings.of(properties, System.currentTimeMillis());
  }

  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
