package exchequer.cli;

import com.google.rpc.BadRequest.FieldViolation;
import exchequer.client.LedgerError;
import exchequer.client.LedgerError.Standing;
import exchequer.client.LedgerException;
import java.util.ArrayList;
import java.util.List;

/** Ends a command whose request did not succeed, once no repetition can help any more. */
final class RequestFailure extends RuntimeException {
  private final LedgerError error;
  private final boolean outcomeUnknown;
  private final ServerAddress server;

  /**
   * @param error of the last send
   * @param outcomeUnknown whether one of the sends may have been done
   */
  RequestFailure(LedgerError error, boolean outcomeUnknown, ServerAddress server) {
    super(error.name());
    this.error = error;
    this.outcomeUnknown = outcomeUnknown;
    this.server = server;
  }

  static RequestFailure of(LedgerException failed, ServerAddress server) {
    return new RequestFailure(failed.error(), failed.outcomeUnknown(), server);
  }

  /** The code says what happened only where the ledger said it of the whole request. */
  ExitCode exitCode() {
    boolean foreign = !error.isOfTheLedger() && error.standing() == Standing.OPEN;
    boolean ofLastSendOnly = outcomeUnknown && error.standing() == Standing.FINAL;
    return foreign || ofLastSendOnly ? ExitCode.OUTCOME_UNKNOWN : ExitCode.of(error.code());
  }

  /** Each of them for stderr. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "error: "
            + Printable.oneLine(error.name() + ": " + Unasked.message(error, server))
            + (error.replayed() ? " (the answer to an earlier send of the same id)" : ""));
    for (FieldViolation violation : error.violations()) {
      lines.add("  " + Printable.oneLine(violation.getField() + ": " + violation.getDescription()));
    }
    if (outcomeUnknown) lines.add("  It may or may not have been done.");
    return lines;
  }
}
