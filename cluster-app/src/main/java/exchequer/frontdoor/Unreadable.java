package exchequer.frontdoor;

import akka.actor.ActorSystem;
import akka.grpc.Trailers;
import akka.grpc.javadsl.GrpcExceptionHandler;
import exchequer.frontdoor.RequestRefusedException.Problem;
import exchequer.v1.Reason;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Words what fails before a method is reached: requests that can't be read. */
final class Unreadable {
  private Unreadable() {}

  /** For Akka gRPC: how the call ends. What methods fail with is worded already. */
  static Trailers trailers(ActorSystem system, Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    // An unsupported operation is Akka's word for a method that is not of the service.
    boolean isWorded =
        cause instanceof StatusRuntimeException || cause instanceof UnsupportedOperationException;
    try {
      return GrpcExceptionHandler.defaultMapper()
          .apply(system)
          .apply(isWorded ? cause : Problems.exception(problem(cause)));
    } catch (Exception declared) {
      throw new IllegalStateException("Akka's mapper declares exceptions, throws none", declared);
    }
  }

  private static Problem problem(Throwable cause) {
    return cause instanceof RequestRefusedException refused
        ? refused.problem()
        : new Problem(
            Reason.INVALID_FIELD,
            "the request can't be read: it must be one whole message of the method's request type");
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof ExecutionException)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
