package exchequer.cli;

import exchequer.cassandra.embedded.CassandraStartException;
import exchequer.node.StartException;
import exchequer.settings.WrongSettingException;
import exchequer.storage.SchemaException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;

/** Says why the ledger does not start, in a line and without a stack trace. */
final class StartFailures {
  private StartFailures() {}

  /**
   * @param work gives the exit code
   */
  static int reported(PrintWriter err, Callable<Integer> work) throws Exception {
    try {
      return work.call();
    } catch (WrongSettingException wrong) {
      err.println("error: " + wrong.getMessage());
      return ExitCode.USAGE.number();
    } catch (CassandraStartException | StartException | SchemaException failed) {
      err.println("error: " + failed.getMessage());
      return ExitCode.CANNOT_START.number();
    }
  }
}
