package exchequer.client;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import exchequer.v1.Reason;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Errors as the contract describes them. */
final class Failures {
  private Failures() {}

  static StatusRuntimeException of(Code code, Reason reason) {
    return StatusProto.toStatusRuntimeException(status(code, reason));
  }

  static Status status(Code code, Reason reason) {
    return status(code, reason.name(), "exchequer.v1", false);
  }

  static Status status(Code code, String reason, String domain, boolean replayed) {
    ErrorInfo.Builder info = ErrorInfo.newBuilder().setReason(reason).setDomain(domain);
    if (replayed) info.putMetadata("replayed", "true");
    return Status.newBuilder()
        .setCode(code.value())
        .setMessage("as the test says")
        .addDetails(Any.pack(info.build()))
        .build();
  }

  static StatusRuntimeException outcomeUnknown() {
    return of(Code.UNAVAILABLE, Reason.OUTCOME_UNKNOWN);
  }

  static StatusRuntimeException busy(long retrySeconds) {
    RetryInfo retry =
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(retrySeconds))
            .build();
    return StatusProto.toStatusRuntimeException(
        status(Code.RESOURCE_EXHAUSTED, Reason.BOOK_BUSY).toBuilder()
            .addDetails(Any.pack(retry))
            .build());
  }
}
