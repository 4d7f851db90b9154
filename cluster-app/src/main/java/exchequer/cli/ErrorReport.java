package exchequer.cli;

import com.google.rpc.BadRequest.FieldViolation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
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
    if (e instanceof LedgerException failed) {
      lines(failed).forEach(command.getErr()::println);
      return failed.failure().exitCode().number();
    }
    String what = e.getClass().getSimpleName() + ": " + e.getMessage();
    command.getErr().println("error: INTERNAL: " + Printable.oneLine(what));
    return ExitCode.INTERNAL_FAULT.number();
  }

  static List<String> lines(LedgerException e) {
    LedgerFailure failure = e.failure();
    List<String> lines = new ArrayList<>();
    lines.add(
        "error: "
            + Printable.oneLine(failure.reason() + ": " + failure.message())
            + (failure.replayed() ? " (the answer to an earlier send of the same id)" : ""));
    for (FieldViolation violation : failure.violations()) {
      lines.add("  " + Printable.oneLine(violation.getField() + ": " + violation.getDescription()));
    }
    if (e.outcomeUnknown()) lines.add("  It may or may not have been done.");
    return lines;
  }
}
