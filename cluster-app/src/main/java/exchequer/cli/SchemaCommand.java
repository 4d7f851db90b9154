package exchequer.cli;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import exchequer.node.CassandraConnection;
import exchequer.node.Copies;
import exchequer.storage.Schema;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the ledger's keyspace and tables. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Makes the keyspace and the tables that are missing; what exists stays as it is.",
      "Run it by one process at a time, before the first server starts."
    })
final class SchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions options;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    return StartFailures.reported(
        spec.commandLine().getErr(),
        () -> {
          Config config = options.load(Map.of());
          CassandraConnection cassandra = CassandraConnection.of(config);
          try (CqlSession session = cassandra.connect(config)) {
            Schema.apply(session, cassandra.keyspace(), cassandra.replication());
            Schema.check(session, cassandra.keyspace());
            Copies.of(session, cassandra)
                .filter(Copies::haveTooFewNodes)
                .ifPresent(copies -> spec.commandLine().getErr().println("note: " + copies.text()));
          }
          out.println("The keyspace " + cassandra.keyspace() + " has the ledger's tables.");
          return ExitCode.DONE.number();
        });
  }
}
