package exchequer.frontdoor;

import akka.actor.typed.ActorSystem;
import akka.grpc.javadsl.GrpcExceptionHandler;
import akka.grpc.javadsl.GrpcMarshalling;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import exchequer.frontdoor.RequestRefusedException.Problem;
import exchequer.v1.Reason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bounds the metadata of a call. Akka HTTP would do it, too, but ends the whole connection: it
 * stops in the middle of a header block, and the next blocks can't be read without the rest of it.
 */
final class RequestHeaders {
  private static final Logger LOG = LoggerFactory.getLogger(RequestHeaders.class);

  private final SeldomLog refusals = new SeldomLog(LOG, SeldomLog.PAUSE);
  private final int maxBytes;
  private final ActorSystem<?> system;

  RequestHeaders(int maxBytes, ActorSystem<?> system) {
    this.maxBytes = maxBytes;
    this.system = system;
  }

  /** How the call ends at once, if it does. */
  Optional<HttpResponse> refusal(HttpRequest request) {
    int bytes = 0;
    for (HttpHeader header : request.getHeaders()) {
      bytes += header.name().length() + header.value().length();
    }
    return bytes <= maxBytes ? Optional.empty() : Optional.of(refused(request, bytes));
  }

  private HttpResponse refused(HttpRequest request, int bytes) {
    String message =
        "the call's metadata has " + bytes + " bytes, may have at most " + maxBytes + " bytes";
    refusals.warn("refused a call: " + message);
    return GrpcMarshalling.negotiated(
            request,
            (reader, writer) ->
                (CompletionStage<HttpResponse>)
                    CompletableFuture.completedFuture(
                        GrpcExceptionHandler.standard(
                            Problems.exception(new Problem(Reason.INVALID_FIELD, message)),
                            writer,
                            system)))
        .map(answer -> answer.toCompletableFuture().join())
        .orElseGet(() -> HttpResponse.create().withStatus(431));
  }
}
