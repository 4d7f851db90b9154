package exchequer.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What came of a command line. */
record Run(int exitCode, String out, String err) {
  static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Exchequer.run(arguments, new PrintWriter(out), new PrintWriter(err, true));
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** Adds the server's address; words are separated by single spaces. */
  static Run against(FakeLedger ledger, String words) {
    return of((words + " --address " + ledger.address()).split(" "));
  }
}
