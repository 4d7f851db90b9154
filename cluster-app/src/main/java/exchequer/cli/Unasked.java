package exchequer.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises failures in which no ledger was asked: those leave no doubt about the outcome. */
final class Unasked {
  private static final int MAX_CAUSES = 10;

  /** How grpc-java begins the description of an answer that is HTTP, but not gRPC. */
  private static final Pattern HTTP_ANSWER = Pattern.compile("HTTP status code ([0-9]{3})\\b");

  /** And how it goes on: with all of what came. */
  private static final Pattern HEADERS = Pattern.compile("\n(headers|trailers): ");

  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;
  private static final int GIVEN_UP = 499;
  private static final int FIRST_OF_SERVERS = 500;

  private Unasked() {}

  /**
   * Why no ledger was asked; empty if one was, or may have been.
   *
   * @param sent whether the request left this process, or may have
   */
  static Optional<String> why(StatusRuntimeException failure, ServerAddress server, boolean sent) {
    if (sent) {
      return httpAnswer(failure)
          .filter(status -> !mayComeFromBetween(status))
          .map(
              status ->
                  server
                      + " does not speak gRPC: it answered with HTTP status "
                      + status
                      + "; nothing was done");
    }
    return Optional.of(
        isOtherProtocol(failure)
            ? server + " does not speak plaintext gRPC; nothing was sent"
            : "cannot reach "
                + server
                + " ("
                + reason(failure)
                + "); `exchequer dev` starts a server");
  }

  /** A proxy gives these after it has passed a request on, too. */
  private static boolean mayComeFromBetween(int status) {
    return status >= FIRST_OF_SERVERS
        || status == TIMED_OUT
        || status == TOO_MANY
        || status == GIVEN_UP;
  }

  private static Optional<Integer> httpAnswer(StatusRuntimeException failure) {
    Matcher answer = HTTP_ANSWER.matcher(description(failure));
    return answer.lookingAt() ? Optional.of(Integer.parseInt(answer.group(1))) : Optional.empty();
  }

  /** HTTP/1.1, TLS and whatever else does not begin as HTTP/2 does. */
  private static boolean isOtherProtocol(StatusRuntimeException failure) {
    return causes(failure)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> message.contains("First received frame was not SETTINGS"));
  }

  private static String reason(StatusRuntimeException failure) {
    // grpc-java has no exception for a connection still being made when time is up, only words.
    return causes(failure)
        .flatMap(cause -> ofTheNetwork(cause).stream())
        .findFirst()
        .orElse(
            description(failure).contains("waiting_for_connection")
                ? "no connection in time"
                : description(failure));
  }

  private static Optional<String> ofTheNetwork(Throwable cause) {
    if (cause instanceof UnknownHostException) return Optional.of("unknown host");
    if (cause instanceof NoRouteToHostException) return Optional.of("no route to host");
    if (cause instanceof ConnectException refused) {
      String message = String.valueOf(refused.getMessage());
      return Optional.of(
          message.contains("refused") ? "connection refused" : "no connection: " + message);
    }
    return Optional.empty();
  }

  /** What a status says, without the headers and the body of an answer that is not gRPC. */
  static String description(StatusRuntimeException failure) {
    Status status = failure.getStatus();
    String text = Objects.requireNonNullElse(status.getDescription(), "no description");
    Matcher headers = HEADERS.matcher(text);
    return headers.find() ? text.substring(0, headers.start()).replace("\n", "; ") : text;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
  }
}
