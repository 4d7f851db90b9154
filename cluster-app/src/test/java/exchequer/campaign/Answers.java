package exchequer.campaign;

import exchequer.campaign.Answer.Kind;
import exchequer.client.LedgerError;
import exchequer.client.LedgerError.Standing;
import exchequer.v1.Transfer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Set;

/** What an answer of the contract means. */
final class Answers {
  private static final Set<String> NOT_DONE = Set.of("BOOK_BUSY", "TRANSFER_ID_FROM_FUTURE");

  private Answers() {}

  /** Only an error with an ErrorInfo is the ledger's word; any other leaves the outcome open. */
  static Answer ofError(StatusRuntimeException failed) {
    LedgerError error = LedgerError.of(failed);
    if (error.standing() == Standing.OPEN || !error.isOfTheLedger()) {
      return Answer.unknown(error.name());
    }
    String reason = error.reason();
    if (NOT_DONE.contains(reason)) {
      return new Answer(Kind.NOT_DONE, reason, false);
    }
    if (reason.equals("TRANSFER_NOT_FOUND")) {
      return Answer.NOT_FOUND;
    }
    Status.Code code = failed.getStatus().getCode();
    boolean ofAnAccount = reason.startsWith("ACCOUNT_");
    return (code == Status.Code.FAILED_PRECONDITION || code == Status.Code.NOT_FOUND)
            && !ofAnAccount
        ? Answer.refused(reason, error.replayed())
        : new Answer(Kind.WRONG, reason, false);
  }

  static Answer ofRead(Transfer transfer) {
    return switch (transfer.getState()) {
      case POSTED -> Answer.posted(false);
      case REFUSED -> Answer.refused(transfer.getRefusal().name(), false);
      case IN_FLIGHT -> Answer.IN_FLIGHT;
      case STATE_UNSPECIFIED, UNRECOGNIZED ->
          new Answer(Kind.WRONG, transfer.getState().name(), false);
    };
  }
}
