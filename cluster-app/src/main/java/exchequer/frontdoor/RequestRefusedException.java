package exchequer.frontdoor;

import com.google.rpc.BadRequest.FieldViolation;
import exchequer.v1.Reason;
import java.util.List;

/** A request that is not done, with what the client is told. */
final class RequestRefusedException extends RuntimeException {
  private final transient Problem problem;

  /**
   * What went wrong, for the client.
   *
   * @param violations which fields and what is allowed; only for {@link Reason#INVALID_FIELD}
   * @param replayed whether an earlier send of the same id was refused so
   */
  record Problem(Reason reason, String message, List<FieldViolation> violations, boolean replayed) {
    Problem(Reason reason, String message) {
      this(reason, message, List.of(), false);
    }
  }

  RequestRefusedException(Problem problem) {
    // An expected answer, made often: no stack trace.
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
