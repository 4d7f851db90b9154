package exchequer.cli;

import com.typesafe.config.Config;
import exchequer.dev.DevLedger;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a whole ledger on this machine. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs a whole ledger on this machine: a Cassandra of its own and its nodes.",
      "Ends with code 7 when its Cassandra ends or does not answer any more."
    })
final class DevCommand implements Callable<Integer> {
  private static final int MAX_NODES = 9;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--nodes",
      defaultValue = "1",
      description = "Nodes, each a JVM, on 127.0.0.1 and up: 1 to 9 (default: 1).")
  private int nodes;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Everything that is stored; kept between runs (default: .exchequer).")
  private Optional<Path> data = Optional.empty();

  @Override
  public Integer call() throws Exception {
    if (nodes < 1 || nodes > MAX_NODES) {
      throw new ParameterException(
          spec.commandLine(), "--nodes is " + nodes + "; allowed: 1 to " + MAX_NODES);
    }
    PrintWriter out = spec.commandLine().getOut();
    return StartFailures.reported(spec.commandLine().getErr(), () -> run(out));
  }

  private int run(PrintWriter out) {
    long startedNanos = System.nanoTime();
    Map<String, String> over = new LinkedHashMap<>();
    Optional.ofNullable(System.getProperty("exchequer.cassandra.lib"))
        .ifPresent(folder -> over.put("exchequer.dev.cassandra.libraries", folder));
    data.ifPresent(folder -> over.put("exchequer.dev.data", folder.toString()));
    Config config = options.load(over);
    DevLedger ledger =
        DevLedger.start(
            config,
            nodes,
            line -> {
              out.println(line);
              out.flush();
            });
    Runtime.getRuntime().addShutdownHook(new Thread(ledger::close, "stop-ledger"));
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedNanos);
    welcome(out, config, ledger, seconds);
    return ExitCode.of(ledger.awaitEnd()).number();
  }

  private static void welcome(PrintWriter out, Config config, DevLedger ledger, long seconds) {
    String addresses =
        ledger.grpcAddresses().stream().map(DevCommand::text).collect(Collectors.joining(", "));
    out.println();
    out.println("Exchequer is ready after " + seconds + " s.");
    out.println("  gRPC       " + addresses);
    out.println(
        "  Cassandra  "
            + text(ledger.cassandraAddress())
            + ", keyspace "
            + config.getString("exchequer.cassandra.keyspace"));
    out.println("  Data       " + config.getString("exchequer.dev.data") + " (kept between runs)");
    out.println();
    out.println("Try, in another terminal:");
    String program = System.getProperty("exchequer.program", "exchequer");
    out.println("  " + program + " account create bank --asset EUR/2 --floor unbounded");
    out.println("  " + program + " account create alice --asset EUR/2");
    out.println(
        "  " + program + " transfer create --from bank --to alice --amount 12550 --asset EUR/2");
    out.println();
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
