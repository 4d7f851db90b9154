package exchequer.frontdoor;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import exchequer.frontdoor.RequestRefusedException.Problem;
import exchequer.ledger.Refusal;
import exchequer.storage.SlowStatementException;
import exchequer.v1.Reason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Words problems as google.rpc.Status; see errors.proto for what each carries. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** When the storage fails, every read does. */
  private static final SeldomLog STORAGE_FAILURES = new SeldomLog(LOG, SeldomLog.PAUSE);

  private static final String DOMAIN = "exchequer.v1";

  /** Long enough for a full queue to be worked off, short enough not to idle. */
  private static final Duration RETRY_AFTER = Duration.newBuilder().setNanos(50_000_000).build();

  private Problems() {}

  static RequestRefusedException refused(Refusal refusal, boolean replayed) {
    Reason reason = Reason.forNumber(refusal.number());
    return new RequestRefusedException(
        new Problem(reason, describe(refusal), java.util.List.of(), replayed));
  }

  static RequestRefusedException busy() {
    return new RequestRefusedException(
        new Problem(
            Reason.BOOK_BUSY,
            "the account's book is busy: this send was not taken; send the same again later"));
  }

  /** How a stream ends that its client has not ended. */
  static RequestRefusedException stopping() {
    return new RequestRefusedException(
        new Problem(
            Reason.OUTCOME_UNKNOWN,
            "this node stops: what has no result here was not taken or is not known; send it again"));
  }

  static RequestRefusedException unknownOutcome(String why) {
    return new RequestRefusedException(
        new Problem(
            Reason.OUTCOME_UNKNOWN, "the outcome is unknown (" + why + "): send the same again"));
  }

  /** What a failed stage means for the client. Faults are logged here, refusals are not. */
  static Problem of(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof RequestRefusedException refused) {
      return refused.problem();
    }
    if (cause instanceof SlowStatementException slow) {
      return unknownOutcome(slow.getMessage()).problem();
    }
    if (cause instanceof DriverException && !(cause instanceof QueryValidationException)) {
      STORAGE_FAILURES.warn("a read of the storage failed: " + cause);
      return unknownOutcome("the storage gave no answer").problem();
    }
    if (cause instanceof TimeoutException) {
      return unknownOutcome("no answer in time").problem();
    }
    LOG.error("a request failed", cause);
    return new Problem(
        Reason.SERVER_FAULT, "a fault in the server; the outcome is unknown: send the same again");
  }

  static StatusRuntimeException exception(Problem problem) {
    return StatusProto.toStatusRuntimeException(status(problem));
  }

  static Status status(Problem problem) {
    ErrorInfo.Builder info =
        ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(problem.reason().name());
    if (problem.replayed()) {
      info.putMetadata("replayed", "true");
    }
    Status.Builder status =
        Status.newBuilder()
            .setCode(code(problem.reason()).getNumber())
            .setMessage(problem.message())
            .addDetails(Any.pack(info.build()));
    if (!problem.violations().isEmpty()) {
      status.addDetails(
          Any.pack(BadRequest.newBuilder().addAllFieldViolations(problem.violations()).build()));
    }
    if (problem.reason() == Reason.BOOK_BUSY || problem.reason() == Reason.OUTCOME_UNKNOWN) {
      status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(RETRY_AFTER).build()));
    }
    return status.build();
  }

  private static Code code(Reason reason) {
    return switch (reason) {
      case INVALID_FIELD, INVALID_PAGE_TOKEN, SAME_ACCOUNT, TRANSFER_ID_FROM_FUTURE ->
          Code.INVALID_ARGUMENT;
      case TRANSFER_ID_REUSED, ACCOUNT_EXISTS -> Code.ALREADY_EXISTS;
      case SOURCE_NOT_FOUND, DESTINATION_NOT_FOUND, ACCOUNT_NOT_FOUND, TRANSFER_NOT_FOUND ->
          Code.NOT_FOUND;
      case SOURCE_ASSET_MISMATCH,
          SOURCE_CLOSED,
          SOURCE_FROZEN,
          FLOOR_CROSSED,
          SOURCE_BALANCE_OVERFLOW,
          DESTINATION_ASSET_MISMATCH,
          DESTINATION_CLOSED,
          DESTINATION_FROZEN,
          CEILING_CROSSED,
          DESTINATION_BALANCE_OVERFLOW,
          ACCOUNT_CLOSED,
          FLOOR_ABOVE_AVAILABLE,
          CEILING_BELOW_POSTED,
          ACCOUNT_NOT_EMPTY ->
          Code.FAILED_PRECONDITION;
      case STALE_ETAG -> Code.ABORTED;
      case BOOK_BUSY -> Code.RESOURCE_EXHAUSTED;
      case OUTCOME_UNKNOWN -> Code.UNAVAILABLE;
      case SERVER_FAULT, REASON_UNSPECIFIED, UNRECOGNIZED -> Code.INTERNAL;
    };
  }

  private static String describe(Refusal refusal) {
    return switch (refusal) {
      case TRANSFER_ID_FROM_FUTURE ->
          "the transfer id's time lies in the future: check the client's clock";
      case TRANSFER_ID_REUSED -> "the source has a transfer with this id and other content";
      case FLOOR_CROSSED -> "the source's available balance would fall below its floor";
      case CEILING_CROSSED -> "the destination's balance would rise above its ceiling";
      case ACCOUNT_EXISTS -> "an account with this id and other settings exists";
      case STALE_ETAG -> "the account has changed since this etag: read it again";
      case FLOOR_ABOVE_AVAILABLE -> "the floor lies above the available balance";
      case CEILING_BELOW_POSTED -> "the ceiling lies below the posted balance";
      case ACCOUNT_NOT_EMPTY -> "the account has a balance or money in flight";
      case BOOK_BUSY ->
          "the source's book has too much in flight: this send was not taken; send the same again"
              + " later";
      case SOURCE_NOT_FOUND -> "the source does not exist";
      case SOURCE_ASSET_MISMATCH -> "the source has another asset";
      case SOURCE_CLOSED -> "the source is closed";
      case SOURCE_FROZEN -> "the source is frozen";
      case SOURCE_BALANCE_OVERFLOW -> "the source's balance would have more than 38 digits";
      case DESTINATION_NOT_FOUND -> "the destination does not exist";
      case DESTINATION_ASSET_MISMATCH -> "the destination has another asset";
      case DESTINATION_CLOSED -> "the destination is closed";
      case DESTINATION_FROZEN -> "the destination is frozen";
      case DESTINATION_BALANCE_OVERFLOW ->
          "the destination's balance would have more than 38 digits";
      case ACCOUNT_NOT_FOUND -> "the account does not exist";
      case ACCOUNT_CLOSED -> "the account is closed";
      case TRANSFER_NOT_FOUND -> "the account's book knows no transfer with this id";
    };
  }
}
