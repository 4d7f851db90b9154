package exchequer.load.ledger;

import exchequer.client.Answer;
import exchequer.client.LedgerError;
import exchequer.client.TransferOutcome;
import io.grpc.Status;
import java.util.Optional;

/**
 * What came of a request, for those who count.
 *
 * @param error why it was not done; empty when it was
 * @param isUnknown it may or may not be done
 */
public record Outcome(Optional<LedgerError> error, boolean isUnknown) {
  /** Done. */
  public static final Outcome OK = new Outcome(Optional.empty(), false);

  /** That of a read, or of a change of an account. */
  public static Outcome of(Answer<?> answer) {
    return answer.error().isEmpty() ? OK : new Outcome(answer.error(), answer.mayHaveBeenDone());
  }

  static Outcome of(TransferOutcome outcome) {
    return outcome.isPosted()
        ? OK
        : new Outcome(outcome.error(), outcome.state() == TransferOutcome.State.UNKNOWN);
  }

  /** Of a transfer whose outcome was unknown before: only a final one settles that. */
  static Outcome ofUnknown(TransferOutcome outcome) {
    return outcome.isFinal() ? of(outcome) : new Outcome(outcome.error(), true);
  }

  /** Done. */
  public boolean isOk() {
    return error.isEmpty();
  }

  /** That of gRPC. */
  public Status.Code code() {
    return error.map(LedgerError::code).orElse(Status.Code.OK);
  }

  /** The code and the ledger's reason, such as {@code FAILED_PRECONDITION FLOOR_CROSSED}. */
  public String text() {
    String reason = error.map(LedgerError::reason).orElse("");
    return reason.isEmpty() ? code().name() : code().name() + " " + reason;
  }

  /** For people. */
  public String description() {
    return error.map(LedgerError::message).orElse("");
  }
}
