package exchequer.cli;

import io.grpc.Status;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Recognises failures before anything was sent: those leave no doubt about the outcome. */
final class Unreachable {
  private static final int MAX_CAUSES = 10;

  private Unreachable() {}

  /** Why there was no connection; empty if there was one, or may have been. */
  static Optional<String> why(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) return Optional.of("unknown host");
      if (cause instanceof NoRouteToHostException) return Optional.of("no route to host");
      if (cause instanceof ConnectException refused) {
        String message = String.valueOf(refused.getMessage());
        return Optional.of(
            message.contains("refused") ? "connection refused" : "no connection: " + message);
      }
    }
    // grpc-java has no exception for a connection still being made when time is up, only these
    // words.
    String description = Status.fromThrowable(failure).getDescription();
    return description != null && description.contains("waiting_for_connection")
        ? Optional.of("no connection in time")
        : Optional.empty();
  }
}
