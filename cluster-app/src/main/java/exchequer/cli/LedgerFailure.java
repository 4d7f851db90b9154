package exchequer.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a call did not succeed, read from a google.rpc.Status.
 *
 * @param reason a name of {@code exchequer.v1.Reason}, or the gRPC code when there is none
 * @param replayed an earlier send of the same request was refused so
 * @param retryDelay what the server asks a client to wait
 * @param reachedLedger false when it is certain that no ledger was asked
 */
record LedgerFailure(
    Status.Code code,
    String reason,
    String message,
    boolean replayed,
    List<FieldViolation> violations,
    Optional<Duration> retryDelay,
    boolean reachedLedger) {

  /**
   * @param sent whether the request left this process, or may have
   */
  static LedgerFailure of(StatusRuntimeException e, ServerAddress server, boolean sent) {
    Optional<String> unasked = Unasked.why(e, server, sent);
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    List<Any> details = status == null ? List.of() : status.getDetailsList();
    ErrorInfo info = detail(details, ErrorInfo.class).orElse(ErrorInfo.getDefaultInstance());
    // What was never sent may be sent again, whatever stood in the way.
    Status.Code code = sent || isDeadline(e) ? e.getStatus().getCode() : Status.Code.UNAVAILABLE;
    return new LedgerFailure(
        code,
        info.getReason().isEmpty() ? code.name() : info.getReason(),
        unasked.orElseGet(() -> Unasked.description(e)),
        "true".equals(info.getMetadataMap().get("replayed")),
        detail(details, BadRequest.class).map(BadRequest::getFieldViolationsList).orElse(List.of()),
        detail(details, RetryInfo.class)
            .filter(retry -> Durations.isValid(retry.getRetryDelay()))
            .map(retry -> Duration.ofNanos(Durations.toNanos(retry.getRetryDelay()))),
        unasked.isEmpty());
  }

  private static boolean isDeadline(StatusRuntimeException e) {
    return e.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED;
  }

  ExitCode exitCode() {
    return ExitCode.of(code);
  }

  /** Whether what was asked may have been done all the same. */
  boolean mayHaveBeenDone() {
    return reachedLedger
        && switch (code) {
          case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, INTERNAL, UNKNOWN, DATA_LOSS -> true;
          case RESOURCE_EXHAUSTED, INVALID_ARGUMENT, OUT_OF_RANGE, NOT_FOUND -> false;
          case FAILED_PRECONDITION, ALREADY_EXISTS, ABORTED, UNIMPLEMENTED -> false;
          case UNAUTHENTICATED, PERMISSION_DENIED, OK -> false;
        };
  }

  /** Whether the server may answer otherwise if the same is sent again. */
  boolean isTransient() {
    return code == Status.Code.UNAVAILABLE
        || code == Status.Code.DEADLINE_EXCEEDED
        || code == Status.Code.RESOURCE_EXHAUSTED;
  }

  private static <T extends Message> Optional<T> detail(List<Any> details, Class<T> type) {
    for (Any detail : details) {
      if (!detail.is(type)) continue;
      try {
        return Optional.of(detail.unpack(type));
      } catch (InvalidProtocolBufferException e) {
        // The code and the message still tell what happened.
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
