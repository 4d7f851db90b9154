package exchequer.frontdoor;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.grpc.javadsl.ServerReflection;
import akka.grpc.javadsl.ServiceHandler;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.settings.ServerSettings;
import akka.japi.function.Function;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import com.typesafe.config.Config;
import exchequer.v1.LedgerService;
import exchequer.v1.LedgerServicePowerApiHandlerFactory;
import io.grpc.health.v1.Health;
import io.grpc.health.v1.HealthHandlerFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The gRPC server of a node: the ledger, health and reflection. */
public final class FrontDoor {
  /** The section of Akka HTTP's settings for this port. */
  static final String SERVER = "exchequer.grpc.server";

  /** What a client has, beyond the time of all its answers, to end a call that was refused. */
  private static final Duration MAX_UNWANTED_TIME = Duration.ofSeconds(5);

  private FrontDoor() {}

  /**
   * @param isReady what the health service tells; never fails
   * @return fails with {@link akka.stream.impl.io.BindFailedException} when the address is in use
   */
  @SuppressWarnings("unchecked") // A generic varargs of Akka's, given two handlers of its type.
  public static CompletionStage<ServerBinding> open(
      ActorSystem<?> system,
      GrpcSettings settings,
      Ledger ledger,
      Supplier<CompletionStage<Boolean>> isReady) {
    SharedKillSwitch stop = KillSwitches.shared("create-transfers");
    CoordinatedShutdown.get(system)
        .addTask(CoordinatedShutdown.PhaseServiceUnbind(), "end-streams", () -> ended(stop));
    LedgerFrontDoor service =
        new LedgerFrontDoor(ledger, settings.answerTimeout(), settings.streamParallelism(), stop);
    Function<HttpRequest, CompletionStage<HttpResponse>> handler =
        ServiceHandler.concatOrNotFound(
            LedgerServicePowerApiHandlerFactory.create(
                service, classic -> failure -> Unreadable.trailers(classic, failure), system),
            HealthHandlerFactory.create(new HealthFrontDoor(isReady), system),
            ServerReflection.create(
                List.of(LedgerService.description, Health.description), system));
    Duration patience = settings.answerTimeout().plus(MAX_UNWANTED_TIME);
    RequestHeaders headers = new RequestHeaders(settings.maxMetadataBytes(), system);
    Function<HttpRequest, CompletionStage<HttpResponse>> bounded =
        request -> {
          Optional<HttpResponse> refused = headers.refusal(request);
          return refused.isPresent()
              ? CompletableFuture.completedFuture(refused.get())
              : handler.apply(RequestBody.of(request, patience));
        };
    return Http.get(system)
        .newServerAt(settings.host(), settings.port())
        .withSettings(server(system))
        .bind(bounded)
        .thenApply(
            binding -> {
              Connections.of(system).requireGuards();
              return binding;
            });
  }

  /** Akka HTTP's settings for this port: ours, over those of the port for probes. */
  private static ServerSettings server(ActorSystem<?> system) {
    Config config = system.settings().config();
    ServerSettings settings =
        ServerSettings.create(
            config.getConfig(SERVER).atPath("akka.http.server").withFallback(config));
    return settings.withHttp2Settings(
        Connections.of(system)
            .early()
            .over((akka.http.scaladsl.settings.Http2ServerSettings) settings.getHttp2Settings()));
  }

  /** No stream is read on; each ends once its results are given. */
  private static CompletionStage<Done> ended(SharedKillSwitch streams) {
    streams.shutdown();
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}
