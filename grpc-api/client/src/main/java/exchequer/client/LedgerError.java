package exchequer.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Why one send of a request did not succeed.
 *
 * @param code of gRPC, which says little where the ledger did not say it; UNAVAILABLE where nothing
 *     was sent in time
 * @param reason what the ledger gave as the reason, a name of {@link exchequer.v1.Reason} that may
 *     be newer than this client; empty when the error is not the ledger's
 * @param message for people
 * @param replayed whether the ledger says that an earlier send of the same request was refused so
 * @param violations which fields were wrong, and what is allowed
 * @param pause how long the ledger asks to wait before the next send
 * @param standing what the error says of this send
 * @param cause the exception of gRPC; empty for a result within a stream
 */
public record LedgerError(
    Status.Code code,
    String reason,
    String message,
    boolean replayed,
    List<FieldViolation> violations,
    Optional<Duration> pause,
    Standing standing,
    Optional<Throwable> cause) {
  private static final String DOMAIN = "exchequer.v1";

  /** What an error says of the send that had it as its answer. */
  public enum Standing {
    /** The ledger has decided. The same request would be told the same. */
    FINAL,
    /** This send did nothing. It says nothing of earlier sends of the same request. */
    NOT_TAKEN,
    /** It may or may not have been done. */
    OPEN
  }

  /** Of a call that was made with the stubs of the contract, and may have reached a ledger. */
  public static LedgerError of(Throwable failure) {
    return of(failure, true);
  }

  /**
   * Of a call that failed.
   *
   * @param sent false when it is certain that nothing of the request left this process
   */
  static LedgerError of(Throwable failure, boolean sent) {
    Status status = Status.fromThrowable(failure);
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    String description = Objects.requireNonNullElse(status.getDescription(), "no description");
    // What was never sent may be sent again, whatever stood in the way.
    boolean unreachable = !sent && status.getCode() != Status.Code.DEADLINE_EXCEEDED;
    return of(
        unreachable ? Status.Code.UNAVAILABLE : status.getCode(),
        description,
        details == null ? List.of() : details.getDetailsList(),
        sent && NotLedger.httpStatus(description).isEmpty(),
        Optional.of(failure));
  }

  /** Of what ended a stream: that speaks of no transfer, whatever it says. */
  static LedgerError ofStream(Throwable failure, boolean sent) {
    LedgerError error = of(failure, sent);
    return new LedgerError(
        error.code,
        error.reason,
        error.message,
        false,
        error.violations,
        error.pause,
        error.standing == Standing.NOT_TAKEN && !error.isOfTheLedger()
            ? Standing.NOT_TAKEN
            : Standing.OPEN,
        error.cause);
  }

  /** Of a result within a stream. */
  static LedgerError of(com.google.rpc.Status status) {
    return of(
        Status.fromCodeValue(status.getCode()).getCode(),
        status.getMessage(),
        status.getDetailsList(),
        true,
        Optional.empty());
  }

  /** One that this client makes itself, of a request that may have reached a ledger. */
  static LedgerError local(Status status, boolean sent) {
    return of(status.asRuntimeException(), sent);
  }

  private static LedgerError of(
      Status.Code code,
      String message,
      List<Any> details,
      boolean reached,
      Optional<Throwable> cause) {
    Optional<ErrorInfo> word =
        detail(details, ErrorInfo.class)
            .filter(info -> info.getDomain().equals(DOMAIN) && !info.getReason().isEmpty());
    return new LedgerError(
        code,
        word.map(ErrorInfo::getReason).orElse(""),
        NotLedger.withoutHeaders(message),
        word.map(info -> "true".equals(info.getMetadataMap().get("replayed"))).orElse(false),
        detail(details, BadRequest.class).map(BadRequest::getFieldViolationsList).orElse(List.of()),
        detail(details, RetryInfo.class).map(LedgerError::pause),
        word.isPresent() ? standing(code) : reached ? Standing.OPEN : Standing.NOT_TAKEN,
        cause);
  }

  /** Of an error that is the ledger's word: the contract gives each code one standing. */
  private static Standing standing(Status.Code code) {
    return switch (code) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL -> Standing.OPEN;
      case RESOURCE_EXHAUSTED -> Standing.NOT_TAKEN;
      case INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, FAILED_PRECONDITION -> Standing.FINAL;
      case ABORTED, OUT_OF_RANGE, UNIMPLEMENTED -> Standing.FINAL;
      case PERMISSION_DENIED, UNAUTHENTICATED -> Standing.FINAL;
      // The contract has none of these: nothing is known.
      case OK, CANCELLED, UNKNOWN, DATA_LOSS -> Standing.OPEN;
    };
  }

  private static Duration pause(RetryInfo retry) {
    com.google.protobuf.Duration asked = retry.getRetryDelay();
    return asked.getSeconds() < 0 || asked.getNanos() < 0
        ? Duration.ZERO
        : Duration.ofSeconds(asked.getSeconds(), asked.getNanos());
  }

  private static <T extends Message> Optional<T> detail(List<Any> details, Class<T> type) {
    for (Any detail : details) {
      if (!detail.is(type)) continue;
      try {
        return Optional.of(detail.unpack(type));
      } catch (InvalidProtocolBufferException damaged) {
        // As good as none.
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether the ledger itself has said this. */
  public boolean isOfTheLedger() {
    return !reason.isEmpty();
  }

  /** Whether this client did not wait any longer. */
  boolean isLate() {
    return !isOfTheLedger() && code == Status.Code.DEADLINE_EXCEEDED;
  }

  /** The HTTP status of an answer that is not gRPC, by someone who has passed nothing on. */
  public OptionalInt httpStatus() {
    return NotLedger.httpStatus(message);
  }

  /** The ledger's reason, or the code where there is none. */
  public String name() {
    return isOfTheLedger() ? reason : code.name();
  }

  @Override
  public String toString() {
    return name() + ": " + message;
  }
}
