package exchequer.cli;

import exchequer.node.Node;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs one node of the ledger until it is told to stop. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs a node of the ledger; Cassandra runs elsewhere and has the schema.")
final class ServerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions config;

  @Option(names = "--end-with-parent", hidden = true)
  private boolean endWithParent;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    return StartFailures.reported(
        err,
        () -> {
          if (endWithParent) {
            followParent();
          }
          Node node = Node.start(config.load(Map.of()));
          err.println(
              "Exchequer takes gRPC calls at "
                  + node.grpcAddress().getHostString()
                  + ":"
                  + node.grpcAddress().getPort());
          return ExitCode.of(node.ended().toCompletableFuture().join()).number();
        });
  }

  /** The parent holds the other end of standard input: whatever ends it, closes it. */
  private static void followParent() {
    Thread follower =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is ever said.
                }
              } catch (IOException closed) {
                // As good as its end.
              }
              System.exit(ExitCode.DONE.number());
            },
            "follow-parent");
    follower.setDaemon(true);
    follower.start();
  }
}
