package exchequer.frontdoor;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import exchequer.v1.LedgerService;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.health.v1.Health;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The standard health service: SERVING while this node is ready, as its probes say it. */
final class HealthFrontDoor implements Health {
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  /** The empty name means the server as a whole. */
  private static final Set<String> SERVICES = Set.of("", LedgerService.name);

  private final Supplier<CompletionStage<Boolean>> isReady;

  HealthFrontDoor(Supplier<CompletionStage<Boolean>> isReady) {
    this.isReady = isReady;
  }

  @Override
  public CompletionStage<HealthCheckResponse> check(HealthCheckRequest request) {
    if (!SERVICES.contains(request.getService())) {
      return CompletableFuture.failedFuture(
          Status.NOT_FOUND
              .withDescription("no service " + request.getService())
              // Akka gRPC's mapper fails on an exception without any.
              .asRuntimeException(new Metadata()));
    }
    return now().thenApply(HealthFrontDoor::response);
  }

  @Override
  public Source<HealthCheckResponse, NotUsed> watch(HealthCheckRequest request) {
    boolean known = SERVICES.contains(request.getService());
    return Source.tick(Duration.ZERO, WATCH_INTERVAL, NotUsed.getInstance())
        .mapAsync(
            1,
            tick ->
                known ? now() : CompletableFuture.completedFuture(ServingStatus.SERVICE_UNKNOWN))
        .statefulMapConcat(HealthFrontDoor::changesOnly)
        .map(HealthFrontDoor::response)
        .mapMaterializedValue(cancellable -> NotUsed.getInstance());
  }

  private static akka.japi.function.Function<ServingStatus, Iterable<ServingStatus>> changesOnly() {
    ServingStatus[] last = {ServingStatus.UNKNOWN};
    return status -> {
      boolean isNew = status != last[0];
      last[0] = status;
      return isNew ? java.util.List.of(status) : java.util.List.of();
    };
  }

  private CompletionStage<ServingStatus> now() {
    return isReady
        .get()
        .thenApply(ready -> ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  private static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }
}
