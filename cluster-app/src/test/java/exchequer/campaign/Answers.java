package exchequer.campaign;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import exchequer.campaign.Answer.Kind;
import exchequer.v1.Transfer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import java.util.Set;

/** What an answer of the contract means. */
final class Answers {
  private static final Set<String> OPEN = Set.of("OUTCOME_UNKNOWN", "SERVER_FAULT");
  private static final Set<String> NOT_DONE = Set.of("BOOK_BUSY", "TRANSFER_ID_FROM_FUTURE");

  private Answers() {}

  /** Only an error with an ErrorInfo is the ledger's word; any other leaves the outcome open. */
  static Answer ofError(StatusRuntimeException failed) {
    Optional<ErrorInfo> info = info(failed);
    if (info.isEmpty()) {
      return Answer.unknown(failed.getStatus().getCode().name());
    }
    String reason = info.get().getReason();
    if (OPEN.contains(reason)) {
      return Answer.unknown(reason);
    }
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
        ? Answer.refused(reason, info.get().containsMetadata("replayed"))
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

  private static Optional<ErrorInfo> info(StatusRuntimeException failed) {
    com.google.rpc.Status status = StatusProto.fromThrowable(failed);
    try {
      for (Any detail : status.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          return Optional.of(detail.unpack(ErrorInfo.class));
        }
      }
    } catch (InvalidProtocolBufferException damaged) {
      // As good as none.
    }
    return Optional.empty();
  }
}
