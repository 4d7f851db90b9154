package exchequer.load.ledger;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.List;

/**
 * What came of a request.
 *
 * @param reason of the answer's ErrorInfo, a name of {@link exchequer.v1.Reason}; empty if there is
 *     none
 * @param description for people
 */
public record Outcome(Status.Code code, String reason, String description) {
  /** Done. */
  public static final Outcome OK = new Outcome(Status.Code.OK, "", "");

  /** That of an error of grpc-java. */
  public static Outcome of(Throwable error) {
    com.google.rpc.Status status = StatusProto.fromThrowable(error);
    if (status == null) {
      return new Outcome(Status.Code.UNKNOWN, "", String.valueOf(error));
    }
    return of(status);
  }

  /** That of a result inside a stream. */
  public static Outcome of(com.google.rpc.Status status) {
    return new Outcome(
        Status.fromCodeValue(status.getCode()).getCode(),
        reason(status.getDetailsList()),
        status.getMessage());
  }

  private static String reason(List<Any> details) {
    try {
      for (Any detail : details) {
        if (detail.is(ErrorInfo.class)) {
          return detail.unpack(ErrorInfo.class).getReason();
        }
      }
    } catch (InvalidProtocolBufferException unreadable) {
      return "UNREADABLE_ERROR_INFO";
    }
    return "";
  }

  /** Done. */
  public boolean isOk() {
    return code == Status.Code.OK;
  }

  /** It may or may not be done: to be sent again with the same id. */
  public boolean isUnknown() {
    return switch (code) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL, UNKNOWN, CANCELLED -> true;
      case OK,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          RESOURCE_EXHAUSTED,
          FAILED_PRECONDITION,
          ABORTED,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }

  /** Unknown, or not done and to be sent later. All else is final. */
  public boolean isToBeSentAgain() {
    return isUnknown() || code == Status.Code.RESOURCE_EXHAUSTED;
  }

  /** The code and the reason, such as {@code FAILED_PRECONDITION FLOOR_CROSSED}. */
  public String text() {
    return reason.isEmpty() ? code.name() : code.name() + " " + reason;
  }
}
