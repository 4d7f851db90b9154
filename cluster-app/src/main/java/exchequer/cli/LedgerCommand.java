package exchequer.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks a server: the options all of them have, and the connection they use. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false)
abstract class LedgerCommand implements Callable<Integer> {
  private static final int MAX_TIMEOUT_SECONDS = 3_600;

  @Spec private CommandSpec spec;

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      order = 100,
      defaultValue = "${env:EXCHEQUER_ADDRESS:-127.0.0.1:8080}",
      description = "The server; also EXCHEQUER_ADDRESS. Now: ${DEFAULT-VALUE}.")
  private ServerAddress address;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      order = 101,
      defaultValue = "10",
      description = "For each answer, retries included. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      order = 102,
      defaultValue = "table",
      description = {
        "table: for people; json: the API's messages, one on each line;",
        "csv: RFC 4180, with a header. Default: ${DEFAULT-VALUE}."
      })
  private OutputFormat output;

  @Override
  public final Integer call() {
    if (timeoutSeconds < 1 || timeoutSeconds > MAX_TIMEOUT_SECONDS) {
      throw usage("--timeout must be from 1 to " + MAX_TIMEOUT_SECONDS + ", not " + timeoutSeconds);
    }
    Duration timeout = Duration.ofSeconds(timeoutSeconds);
    try (LedgerClient ledger = new LedgerClient(address, timeout, this::notice)) {
      run(ledger);
    }
    return ExitCode.DONE.number();
  }

  abstract void run(LedgerClient ledger);

  final ResultPrinter printer() {
    return new ResultPrinter(output, spec.commandLine().getOut());
  }

  final StatementPrinter statementPrinter(Asset asset) {
    return new StatementPrinter(output, spec.commandLine().getOut(), asset);
  }

  final OutputFormat output() {
    return output;
  }

  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Writes a line to stderr: it is no data. */
  final void notice(String line) {
    spec.commandLine().getErr().println(Printable.oneLine(line));
  }
}
