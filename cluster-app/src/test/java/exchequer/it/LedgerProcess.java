package exchequer.it;

import com.google.gson.JsonParser;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A node of the ledger as users run it, in a JVM of its own, which a test may kill and start again
 * at the same addresses. It ends with the test's JVM.
 */
final class LedgerProcess implements AutoCloseable {
  private static final String MAIN = "exchequer.cli.Exchequer";
  private static final String HOST = "127.0.0.1";
  private static final String CONTACT_POINTS = "exchequer.node.contact-points";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final int LOG_LINES = 30;

  private final InetSocketAddress grpcAddress =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.on(HOST));
  private final InetSocketAddress managementAddress =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.on(HOST));
  private final List<String> command = new ArrayList<>();
  private final Path log;
  private Process process;

  /**
   * Starts nothing yet.
   *
   * @param keyspace that has the schema
   * @param settings over the defaults, by path
   */
  LedgerProcess(InetSocketAddress cassandra, String keyspace, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("exchequer.node.port", Integer.toString(FreePorts.on(HOST)));
    all.put("exchequer.management.port", Integer.toString(managementAddress.getPort()));
    all.put("exchequer.grpc.port", Integer.toString(grpcAddress.getPort()));
    all.put(
        "exchequer.cassandra.contact-points",
        cassandra.getAddress().getHostAddress() + ":" + cassandra.getPort());
    all.put("exchequer.cassandra.keyspace", keyspace);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MAIN, "server", "--end-with-parent"));
    all.forEach((path, value) -> command.addAll(List.of("--set", path + "=" + value)));
    log = newLog();
  }

  /** Another node of the cluster that this one forms. Starts nothing yet. */
  LedgerProcess another(
      InetSocketAddress cassandra, String keyspace, Map<String, String> settings) {
    Map<String, String> joining = new TreeMap<>(settings);
    joining.put(CONTACT_POINTS, HOST + ":" + managementAddress.getPort());
    return new LedgerProcess(cassandra, keyspace, joining);
  }

  /** Returns when the standard health service says SERVING. */
  void start() {
    launch();
    awaitServing();
  }

  /** Returns at once. */
  void launch() {
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void awaitServing() {
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(HOST, grpcAddress.getPort()).usePlaintext().build();
    try {
      Awaitility.await("the node serves, log " + log)
          .atMost(START_TIMEOUT)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> isServing(channel));
    } finally {
      channel.shutdownNow();
    }
  }

  private boolean isServing(ManagedChannel channel) {
    if (!process.isAlive()) {
      throw new AssertionError(
          "the node ended with status " + process.exitValue() + "\n" + String.join("\n", logEnd()));
    }
    // Else the waits between attempts to connect grow while it starts.
    channel.resetConnectBackoff();
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(1, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /**
   * SIGTERM.
   *
   * @return its exit code; fails when it has not ended in time
   */
  int stop(Duration atMost) {
    // Not process.destroy, which also closes the pipe by which it follows its parent.
    process.toHandle().destroy();
    return awaitEnd(atMost);
  }

  /** SIGSTOP: the process stands still as it is, with its connections open. */
  void pause() {
    Signal.stop(process.pid());
  }

  /** SIGCONT. */
  void resume() {
    Signal.goOn(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Of a node that ends without being told to.
   *
   * @return its exit code; fails when it has not ended in time
   */
  int awaitEnd(Duration atMost) {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the node does not end\n" + String.join("\n", logEnd()));
      }
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  InetSocketAddress grpcAddress() {
    return grpcAddress;
  }

  /** How many books run on this node, as its management server says. */
  int bookCount() {
    return books().size();
  }

  /** The books that run on this node, as its management server says. */
  Set<String> books() {
    URI shards =
        URI.create("http://%s:%d/cluster/shards/book".formatted(HOST, managementAddress.getPort()));
    try {
      String regions =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(shards).build(), BodyHandlers.ofString())
              .body();
      Set<String> books = new TreeSet<>();
      JsonParser.parseString(regions)
          .getAsJsonObject()
          .getAsJsonArray("regions")
          .forEach(book -> books.add(book.getAsJsonObject().get("shardId").getAsString()));
      return books;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** What the node logged, through all its starts. */
  Path log() {
    return log;
  }

  /** At once: a test that is about how a node ends stops it itself. */
  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }

  private List<String> logEnd() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    } catch (IOException unreadable) {
      return List.of(unreadable.toString());
    }
  }

  private static Path newLog() {
    try {
      File target = new File("target");
      return target.isDirectory()
          ? Files.createTempFile(target.toPath().toAbsolutePath(), "server-", ".log")
          : Files.createTempFile("server-", ".log");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
