package exchequer.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells on stderr why a command failed: {@code error: REASON: message}, never a stack trace. */
final class ErrorReport {
  private ErrorReport() {}

  static int usage(ParameterException e, String[] ignoredArguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: USAGE: " + Printable.oneLine(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE.number();
  }

  static int failed(Exception e, CommandLine command, ParseResult ignoredArguments) {
    // What was printed before the failure stands before it, also on a terminal.
    command.getOut().flush();
    if (e instanceof RequestFailure failed) {
      failed.lines().forEach(command.getErr()::println);
      return failed.exitCode().number();
    }
    String what = e.getClass().getSimpleName() + ": " + e.getMessage();
    command.getErr().println("error: INTERNAL: " + Printable.oneLine(what));
    return ExitCode.INTERNAL_FAULT.number();
  }
}
