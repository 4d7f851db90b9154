package exchequer.frontdoor;

import akka.actor.typed.ActorSystem;
import akka.grpc.javadsl.ServerReflection;
import akka.grpc.javadsl.ServiceHandler;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.japi.function.Function;
import exchequer.book.Books;
import exchequer.book.LedgerTables;
import exchequer.v1.LedgerService;
import exchequer.v1.LedgerServiceHandlerFactory;
import io.grpc.health.v1.Health;
import io.grpc.health.v1.HealthHandlerFactory;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** The gRPC server of a node: the ledger, health and reflection. */
public final class FrontDoor {
  private FrontDoor() {}

  /**
   * @param isServing what the health service tells
   * @return fails with {@link akka.stream.impl.io.BindFailedException} when the address is in use
   */
  @SuppressWarnings("unchecked") // A generic varargs of Akka's, given two handlers of its type.
  public static CompletionStage<ServerBinding> open(
      ActorSystem<?> system, GrpcSettings settings, Books books, BooleanSupplier isServing) {
    LedgerFrontDoor ledger =
        new LedgerFrontDoor(
            new BookAsker(books, settings.answerTimeout()),
            LedgerTables.of(system).statements(),
            settings.streamParallelism());
    Function<HttpRequest, CompletionStage<HttpResponse>> handler =
        ServiceHandler.concatOrNotFound(
            LedgerServiceHandlerFactory.create(
                ledger, classic -> failure -> Unreadable.trailers(classic, failure), system),
            HealthHandlerFactory.create(new HealthFrontDoor(isServing), system),
            ServerReflection.create(
                List.of(LedgerService.description, Health.description), system));
    Function<HttpRequest, CompletionStage<HttpResponse>> bounded =
        request -> handler.apply(RequestBody.of(request));
    return Http.get(system).newServerAt(settings.host(), settings.port()).bind(bounded);
  }
}
