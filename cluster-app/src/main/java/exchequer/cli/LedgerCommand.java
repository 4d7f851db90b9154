package exchequer.cli;

import exchequer.client.LedgerClient;
import exchequer.client.LedgerError;
import exchequer.client.LedgerException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that asks a server: the options all of them have, and the connection they use. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false)
abstract class LedgerCommand implements Callable<Integer> {
  private static final int MAX_TIMEOUT_SECONDS = 3_600;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  // A user who looks at nothing for longer should know why.
  private static final Duration SILENCE = Duration.ofSeconds(1);

  // grpc-java logs stack traces of failures that its caller is told of anyway. Kept in a field, as
  // the log manager forgets loggers that nobody holds.
  private static final Logger GRPC_LOGGER = Logger.getLogger("io.grpc");

  private final AtomicBoolean noticed = new AtomicBoolean();

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
    GRPC_LOGGER.setLevel(Level.OFF);
    try (LedgerClient ledger = client(Duration.ofSeconds(timeoutSeconds))) {
      run(ledger);
    } catch (LedgerException failed) {
      throw RequestFailure.of(failed, address);
    }
    return ExitCode.DONE.number();
  }

  private LedgerClient client(Duration timeout) {
    return LedgerClient.builder(address.toString())
        .timeout(timeout)
        // A send is waited for to the end: there is one server, and no other to ask.
        .attemptTimeout(timeout)
        .pauses(FIRST_PAUSE, LONGEST_PAUSE)
        .resendListener(this::sendsAgain)
        .build();
  }

  /** Tells once why an answer is long in coming. */
  private void sendsAgain(LedgerError error, Duration waited) {
    if (waited.compareTo(SILENCE) > 0 && noticed.compareAndSet(false, true)) {
      notice("no answer yet: " + Unasked.message(error, address) + "; still trying");
    }
  }

  abstract void run(LedgerClient ledger);

  final RequestFailure failure(LedgerError error, boolean outcomeUnknown) {
    return new RequestFailure(error, outcomeUnknown, address);
  }

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
