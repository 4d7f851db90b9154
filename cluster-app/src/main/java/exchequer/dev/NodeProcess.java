package exchequer.dev;

import com.typesafe.config.Config;
import exchequer.cassandra.embedded.ChildJvm;
import exchequer.node.StartException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A further node of a development cluster, in a process that ends when this one does. */
final class NodeProcess implements AutoCloseable {
  private static final String MAIN = "exchequer.cli.Exchequer";
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final InetSocketAddress grpcAddress;
  private volatile boolean stopping;

  private NodeProcess(Process process, InetSocketAddress grpcAddress) {
    this.process = process;
    this.grpcAddress = grpcAddress;
  }

  /**
   * @param config of the first node; all but the addresses is the same
   * @param number 2 to 9: the last part of the loopback address
   */
  static NodeProcess start(Config config, int number) {
    String host = "127.0.0." + number;
    int grpcPort = config.getInt("exchequer.grpc.port");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-XX:+UseParallelGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MAIN, "server", "--end-with-parent"));
    for (String path :
        List.of("exchequer.ledger", "exchequer.book", "exchequer.grpc", "exchequer.cassandra")) {
      config
          .getConfig(path)
          .entrySet()
          .forEach(
              setting -> {
                command.add("--set");
                command.add(
                    path + "." + setting.getKey() + "=" + plain(setting.getValue().unwrapped()));
              });
    }
    command.addAll(List.of("--set", "exchequer.node.host=" + host));
    command.addAll(List.of("--set", "exchequer.node.port=" + config.getInt("exchequer.node.port")));
    command.addAll(
        List.of(
            "--set", "exchequer.management.port=" + config.getInt("exchequer.management.port")));
    command.addAll(List.of("--set", "exchequer.node.contact-points=" + contactPoints(config)));
    command.addAll(List.of("--set", "exchequer.grpc.host=" + host));
    try {
      Process process =
          ChildJvm.builder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      return new NodeProcess(process, new InetSocketAddress(host, grpcPort));
    } catch (IOException failed) {
      throw new StartException(
          "could not start node " + number + ": " + failed.getMessage(), failed);
    }
  }

  private static String contactPoints(Config config) {
    return String.join(",", config.getStringList("exchequer.node.contact-points"));
  }

  private static String plain(Object value) {
    return value instanceof List<?> items
        ? String.join(",", items.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }

  /**
   * @param told what happened, when the node ends without having been told to
   */
  void watch(Consumer<String> told) {
    var unused =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  if (!stopping) {
                    told.accept(
                        "The node at "
                            + grpcAddress.getAddress().getHostAddress()
                            + ":"
                            + grpcAddress.getPort()
                            + " has ended with status "
                            + ended.exitValue()
                            + "; the others go on without it.");
                  }
                });
  }

  /** Tells the node to end, without waiting for it. */
  void stop() {
    stopping = true;
    process.destroy();
  }

  InetSocketAddress grpcAddress() {
    return grpcAddress;
  }

  @Override
  public void close() {
    stop();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
