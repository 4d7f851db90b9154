package exchequer.cli;

import com.google.protobuf.Timestamp;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. Does nothing itself; each thing it can do is a subcommand. */
@Command(
    name = "exchequer",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "An account ledger that grows by adding pods.")
public final class Exchequer {
  private static final String COMMON_POOL_THREADS =
      "java.util.concurrent.ForkJoinPool.common.parallelism";

  // A subcommand is added by its class here. Its call() returns when the program is to end.
  private static final List<Class<?>> SUBCOMMANDS =
      List.of(
          DevCommand.class,
          ServerCommand.class,
          SchemaCommand.class,
          AccountCommand.class,
          TransferCommand.class,
          EntriesCommand.class);

  private Exchequer() {}

  /** Runs the program and ends this process with a code of {@link ExitCode}. */
  public static void main(String[] args) {
    // What is written and read for machines is the same everywhere: in Turkish, i is no small I.
    Locale.setDefault(Locale.ROOT);
    shareCommonPool();
    // Data is UTF-8 whatever the locale, and buffered: a statement may have millions of lines.
    PrintWriter out = writer(FileDescriptor.out, false);
    PrintWriter err = writer(FileDescriptor.err, true);
    int exitCode = run(args, out, err);
    out.flush();
    System.exit(exitCode);
  }

  static int run(String[] args, PrintWriter out, PrintWriter err) {
    Optional<String> garbled = TypedText.problem(args);
    if (garbled.isPresent()) {
      err.println("error: USAGE: " + Printable.oneLine(garbled.get()));
      return ExitCode.USAGE.number();
    }
    return commandLine(out, err).execute(args);
  }

  /**
   * Java starts a thread for each asynchronous step when the common pool has no more than one
   * thread, as on two cores: most of a small node's time. Akka's stages for Java are such steps.
   */
  private static void shareCommonPool() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors() - 1);
    System.getProperties().putIfAbsent(COMMON_POOL_THREADS, Integer.toString(threads));
  }

  private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    CommandLine program = new CommandLine(new Exchequer());
    SUBCOMMANDS.forEach(program::addSubcommand);
    showExitCodes(program);
    return program
        .registerConverter(ServerAddress.class, ServerAddress::parse)
        .registerConverter(Timestamp.class, Times::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        // An argument such as @home is data here, never the name of a file with arguments.
        .setExpandAtFiles(false)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(ErrorReport::usage)
        .setExecutionExceptionHandler(ErrorReport::failed);
  }

  private static void showExitCodes(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCode.descriptions());
    command.getSubcommands().values().forEach(Exchequer::showExitCodes);
  }

  private static PrintWriter writer(FileDescriptor descriptor, boolean autoFlush) {
    FileOutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), autoFlush);
  }
}
