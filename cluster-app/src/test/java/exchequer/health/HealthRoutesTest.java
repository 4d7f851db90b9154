package exchequer.health;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ExtendedActorSystem;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.Http;
import akka.http.javadsl.ServerBinding;
import akka.http.javadsl.model.Uri;
import akka.management.javadsl.ManagementRouteProviderSettings;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthRoutesTest {
  private static final Optional<String> REMARK = Optional.of("this pod's clock is wrong");

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(ConfigFactory.defaultReference()));
  private final Health health = Health.of(kit.system());
  private ServerBinding server;

  @BeforeEach
  void start() {
    HealthRoutes routes = new HealthRoutes((ExtendedActorSystem) kit.system().classicSystem());
    server =
        Http.get(kit.system())
            .newServerAt("127.0.0.1", 0)
            .bind(
                routes.routes(
                    ManagementRouteProviderSettings.create(Uri.create("http://127.0.0.1"))))
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void a_remark_stands_below_ready_and_does_not_keep_calls_away() throws Exception {
    // Given
    health.register(List.of(check(Optional.empty())));

    // When
    health.remark(List.of(() -> REMARK, Optional::empty));

    // Then
    assertThat(get("ready").statusCode()).isEqualTo(200);
    assertThat(get("ready").body()).isEqualTo("ready\nthis pod's clock is wrong\n");
  }

  @Test
  void a_remark_stands_below_the_reasons_not_to_be_ready() throws Exception {
    // Given
    health.register(List.of(check(Optional.of("no answer in time"))));

    // When
    health.remark(List.of(() -> REMARK));

    // Then
    assertThat(get("ready").statusCode()).isEqualTo(503);
    assertThat(get("ready").body())
        .isEqualTo("storage: no answer in time\nthis pod's clock is wrong\n");
  }

  private static HealthCheck check(Optional<String> problem) {
    return new HealthCheck("storage", () -> CompletableFuture.completedFuture(problem));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.localAddress().getPort() + "/" + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
