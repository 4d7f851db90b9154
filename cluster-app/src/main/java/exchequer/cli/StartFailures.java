package exchequer.cli;

import com.datastax.oss.driver.api.core.DriverException;
import exchequer.cassandra.embedded.CassandraStartException;
import exchequer.dev.StorageLossException;
import exchequer.node.StartException;
import exchequer.node.StorageFailure;
import exchequer.settings.WrongSettingException;
import exchequer.storage.SchemaException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Says why the ledger does not start or go on, in a line and without a stack trace. */
final class StartFailures {
  private StartFailures() {}

  /**
   * @param work gives the exit code
   */
  static int reported(PrintWriter err, Callable<Integer> work) throws Exception {
    Optional<String> wrongJava = JavaVersion.problem(Runtime.version().feature());
    if (wrongJava.isPresent()) {
      err.println("error: " + wrongJava.get());
      return ExitCode.CANNOT_START.number();
    }
    try {
      return work.call();
    } catch (WrongSettingException wrong) {
      err.println("error: " + wrong.getMessage());
      return ExitCode.USAGE.number();
    } catch (CassandraStartException
        | StartException
        | SchemaException
        | StorageLossException failed) {
      err.println("error: " + failed.getMessage());
      return ExitCode.CANNOT_START.number();
    } catch (DriverException failed) {
      err.println("error: " + Printable.oneLine(StorageFailure.text(failed)));
      return ExitCode.CANNOT_START.number();
    }
  }
}
