package exchequer.client;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import exchequer.client.LedgerError.Standing;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.Reason;
import io.grpc.Status;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a transfer.
 *
 * @param request as it was sent each time, with its id
 * @param response when it was posted
 * @param error when it was not: that of the last send
 * @param sends how often it was sent, at least 1 unless the client was closed before
 */
public record TransferOutcome(
    CreateTransferRequest request,
    State state,
    Optional<CreateTransferResponse> response,
    Optional<LedgerError> error,
    int sends) {
  /** The codes of what is recorded as a transfer's outcome, for reasons newer than this client. */
  private static final Set<Status.Code> OF_RECORDED =
      Set.of(Status.Code.NOT_FOUND, Status.Code.FAILED_PRECONDITION);

  private static final int FIRST_RECORDED = Reason.SOURCE_NOT_FOUND_VALUE;
  private static final int LAST_RECORDED = Reason.DESTINATION_BALANCE_OVERFLOW_VALUE;

  /** What is known of a transfer. */
  public enum State {
    /** Done, once. Final. */
    POSTED,
    /** Not done. The refusal is recorded: the id has this outcome for ever. */
    REFUSED,
    /**
     * The request is wrong, and nothing of it is done or recorded. The same id may be sent again,
     * corrected.
     */
    REJECTED,
    /**
     * Time is up, and no send of this call was taken. What an earlier call sent with the same id is
     * not known by it.
     */
    NOT_TAKEN,
    /** Time is up, and it may or may not have been done. The same request may be sent later. */
    UNKNOWN
  }

  static TransferOutcome of(CreateTransferRequest request, Answer<CreateTransferResponse> answer) {
    State state =
        answer.error().map(error -> state(error, answer.mayHaveBeenDone())).orElse(State.POSTED);
    return new TransferOutcome(request, state, answer.message(), answer.error(), answer.sends());
  }

  private static State state(LedgerError error, boolean mayHaveBeenDone) {
    if (mayHaveBeenDone) return State.UNKNOWN;
    if (error.standing() != Standing.FINAL) return State.NOT_TAKEN;
    return isRecorded(error) ? State.REFUSED : State.REJECTED;
  }

  private static boolean isRecorded(LedgerError error) {
    EnumValueDescriptor known = Reason.getDescriptor().findValueByName(error.reason());
    if (known != null) {
      return known.getNumber() >= FIRST_RECORDED && known.getNumber() <= LAST_RECORDED;
    }
    return OF_RECORDED.contains(error.code());
  }

  public boolean isPosted() {
    return state == State.POSTED;
  }

  /** Whether sending the same request again would change nothing. */
  public boolean isFinal() {
    return switch (state) {
      case POSTED, REFUSED, REJECTED -> true;
      case NOT_TAKEN, UNKNOWN -> false;
    };
  }

  /** Whether an earlier send of the same id had this outcome. */
  public boolean isReplayed() {
    return response.map(CreateTransferResponse::getReplayed).orElse(false)
        || error.map(LedgerError::replayed).orElse(false);
  }

  /** {@code accounts/{source}/transfers/{transfer}}. */
  public String name() {
    return Transfers.name(request);
  }

  /** For logs: without amounts and metadata. */
  @Override
  public String toString() {
    return "%s %s after %d sends%s"
        .formatted(name(), state, sends, error.map(why -> ": " + why).orElse(""));
  }
}
