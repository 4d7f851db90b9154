package exchequer.campaign;

import exchequer.it.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A node of the ledger as users run it, which is started again whenever it ends. */
final class CampaignNode implements AutoCloseable {
  private static final long BEFORE_NEXT_START_MILLIS = 500;
  private static final long END_TIMEOUT_SECONDS = 20;

  private final int number;
  private final String host;
  private final int nodePort;
  private final int managementPort;
  private final int grpcPort;
  private final Path log;
  private final Path clock;
  private final Recorder recorder;
  private final Queue<Life> lives = new ConcurrentLinkedQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private ProcessBuilder builder;
  private volatile Process process;

  /** A process from its start to its end. */
  record Life(int node, long startedNanos, long endedNanos, int exitCode) {}

  CampaignNode(int number, Path folder, Recorder recorder) {
    this.number = number;
    this.recorder = recorder;
    host = "127.0.0." + number;
    nodePort = FreePorts.on(host);
    managementPort = FreePorts.on(host);
    grpcPort = FreePorts.on(host);
    log = folder.resolve("node-" + number + ".log");
    clock = folder.resolve("node-" + number + ".clock");
  }

  /**
   * @param settings besides the addresses
   * @param environment besides this process's own
   */
  void start(Path program, Map<String, String> settings, Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "server"));
    command.add("--end-with-parent");
    List<String> all = new ArrayList<>();
    settings.forEach((path, value) -> all.add(path + "=" + value));
    all.add("exchequer.node.host=" + host);
    all.add("exchequer.node.port=" + nodePort);
    all.add("exchequer.management.port=" + managementPort);
    all.add("exchequer.grpc.host=" + host);
    all.add("exchequer.grpc.port=" + grpcPort);
    // So that a cut knows whose connections these are.
    all.add("akka.remote.artery.advanced.tcp.outbound-client-hostname=" + host);
    all.forEach(setting -> command.addAll(List.of("--set", setting)));
    builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    forget(log);
    setClock(0);
    Thread keeper = new Thread(this::keepRunning, "node-" + number);
    keeper.setDaemon(true);
    keeper.start();
  }

  /** Of an earlier campaign with this seed. */
  private static void forget(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void keepRunning() {
    try {
      while (closed.getCount() > 0) {
        long startedNanos = recorder.nowNanos();
        Process started = builder.start();
        process = started;
        int exitCode = started.waitFor();
        lives.add(new Life(number, startedNanos, recorder.nowNanos(), exitCode));
        if (closed.await(BEFORE_NEXT_START_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** By which the node's clock is wrong from now on. */
  void setClock(long seconds) {
    WrongClocks.set(clock, seconds);
  }

  /** SIGKILL; false when it did not run. */
  boolean kill() {
    Process now = process;
    return now != null && now.toHandle().destroyForcibly();
  }

  /** SIGTERM; false when it did not run. */
  boolean terminate() {
    Process now = process;
    // Not process.destroy, which also closes the pipe by which it follows its parent.
    return now != null && now.toHandle().destroy();
  }

  /** Of the process that runs, or ran last; 0 when none did. */
  long pid() {
    Process now = process;
    return now == null ? 0 : now.pid();
  }

  int number() {
    return number;
  }

  String host() {
    return host;
  }

  int nodePort() {
    return nodePort;
  }

  /** Where the other nodes look for it. */
  String contactPoint() {
    return host + ":" + managementPort;
  }

  InetSocketAddress grpcAddress() {
    return new InetSocketAddress(host, grpcPort);
  }

  Path clock() {
    return clock;
  }

  Path log() {
    return log;
  }

  List<Life> lives() {
    return List.copyOf(lives);
  }

  /** Ends it for good, also when it is stopped. */
  @Override
  public void close() {
    closed.countDown();
    kill();
    try {
      if (builder != null && !ended.await(END_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        // It was being started at that moment.
        kill();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      kill();
    }
  }
}
