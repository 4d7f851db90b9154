package exchequer.health;

import akka.actor.ExtendedActorSystem;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.Directives;
import akka.http.javadsl.server.Route;
import akka.management.javadsl.ManagementRouteProvider;
import akka.management.javadsl.ManagementRouteProviderSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What Kubernetes asks a node. Akka's management server makes one of these.
 *
 * <ul>
 *   <li>{@code /alive}: 200 as long as the actor system runs. Storage and cluster don't matter:
 *       starting this process anew would not mend them.
 *   <li>{@code /startup}: 200 once the node was ready.
 *   <li>{@code /ready}: 200 when it may be sent calls, else 503 and why, a line for each reason.
 *       Remarks follow in both cases: what people should know although it does not matter to calls.
 * </ul>
 */
public final class HealthRoutes implements ManagementRouteProvider {
  private final Health health;

  public HealthRoutes(ExtendedActorSystem system) {
    this.health = Health.of(system);
  }

  @Override
  public Route routes(ManagementRouteProviderSettings settings) {
    return Directives.concat(
        at("alive", () -> Directives.complete(StatusCodes.OK, "alive\n")),
        at(
            "startup",
            () ->
                Directives.onSuccess(
                    health.reasons(),
                    reasons ->
                        answer(health.hasStarted() ? List.of() : reasons, "started", List.of()))),
        at(
            "ready",
            () ->
                Directives.onSuccess(
                    health.reasons(), reasons -> answer(reasons, "ready", health.remarks()))));
  }

  private static Route at(String path, java.util.function.Supplier<Route> inner) {
    return Directives.path(path, () -> Directives.get(inner));
  }

  private static Route answer(List<String> reasons, String good, List<String> remarks) {
    List<String> lines = new ArrayList<>(reasons.isEmpty() ? List.of(good) : reasons);
    lines.addAll(remarks);
    return Directives.complete(
        reasons.isEmpty() ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE,
        String.join("\n", lines) + "\n");
  }
}
