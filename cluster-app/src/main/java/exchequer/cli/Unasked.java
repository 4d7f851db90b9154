package exchequer.cli;

import exchequer.client.LedgerError;
import exchequer.client.LedgerError.Standing;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells why no ledger was asked: that leaves no doubt about the outcome. */
final class Unasked {
  private static final int MAX_CAUSES = 10;

  private Unasked() {}

  /** For people: what stood in the way, or else what the error says itself. */
  static String message(LedgerError error, ServerAddress server) {
    if (error.isOfTheLedger() || error.standing() != Standing.NOT_TAKEN) return error.message();
    if (error.httpStatus().isPresent()) {
      return server
          + " does not speak gRPC: it answered with HTTP status "
          + error.httpStatus().getAsInt()
          + "; nothing was done";
    }
    return isOtherProtocol(error)
        ? server + " does not speak plaintext gRPC; nothing was sent"
        : "cannot reach " + server + " (" + reason(error) + "); `exchequer dev` starts a server";
  }

  /** HTTP/1.1, TLS and whatever else does not begin as HTTP/2 does. */
  private static boolean isOtherProtocol(LedgerError error) {
    return causes(error)
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> message.contains("First received frame was not SETTINGS"));
  }

  private static String reason(LedgerError error) {
    // grpc-java has no exception for a connection still being made when time is up, only words.
    return causes(error)
        .flatMap(cause -> ofTheNetwork(cause).stream())
        .findFirst()
        .orElse(
            error.message().contains("waiting_for_connection")
                ? "no connection in time"
                : error.message());
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

  private static Stream<Throwable> causes(LedgerError error) {
    return Stream.iterate(error.cause().orElse(null), Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES);
  }
}
