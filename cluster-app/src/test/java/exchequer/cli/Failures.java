package exchequer.cli;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
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

  static StatusRuntimeException of(Code code, Reason reason, String message) {
    return StatusProto.toStatusRuntimeException(status(code, reason, message).build());
  }

  static StatusRuntimeException replayed(Code code, Reason reason, String message) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setReason(reason.name())
            .setDomain("exchequer.v1")
            .putMetadata("replayed", "true")
            .build();
    return StatusProto.toStatusRuntimeException(
        status(code, reason, message).setDetails(0, Any.pack(info)).build());
  }

  static StatusRuntimeException invalidField(String field, String allowed) {
    FieldViolation violation =
        FieldViolation.newBuilder().setField(field).setDescription(allowed).build();
    return StatusProto.toStatusRuntimeException(
        status(Code.INVALID_ARGUMENT, Reason.INVALID_FIELD, "1 field is invalid")
            .addDetails(Any.pack(BadRequest.newBuilder().addFieldViolations(violation).build()))
            .build());
  }

  static StatusRuntimeException busy(long retryMillis) {
    RetryInfo retry =
        RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(retryMillis)).build();
    return StatusProto.toStatusRuntimeException(
        status(Code.RESOURCE_EXHAUSTED, Reason.BOOK_BUSY, "too much is waiting")
            .addDetails(Any.pack(retry))
            .build());
  }

  static StatusRuntimeException outcomeUnknown() {
    return of(Code.UNAVAILABLE, Reason.OUTCOME_UNKNOWN, "no answer from the book");
  }

  private static Status.Builder status(Code code, Reason reason, String message) {
    ErrorInfo info =
        ErrorInfo.newBuilder().setReason(reason.name()).setDomain("exchequer.v1").build();
    return Status.newBuilder().setCode(code.value()).setMessage(message).addDetails(Any.pack(info));
  }
}
