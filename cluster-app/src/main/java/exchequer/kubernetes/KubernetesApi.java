package exchequer.kubernetes;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The API server. Kubernetes replaces the pod's token about hourly and then refuses the old one, so
 * that each request reads the file: a few hundred bytes from memory.
 */
final class KubernetesApi {
  private static final String JSON = "application/json";

  private final HttpClient client;
  private final String root;
  private final Path token;
  private final String namespace;
  private final Duration timeout;

  /**
   * Reads the service account's certificate.
   *
   * @throws UncheckedIOException when it can't
   */
  static KubernetesApi of(KubernetesSettings settings) {
    Path account = settings.serviceAccount();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.requestTimeout())
            .sslContext(TrustedAuthority.in(account.resolve("ca.crt")))
            .build();
    String namespace =
        settings.namespace().isEmpty() ? text(account.resolve("namespace")) : settings.namespace();
    return new KubernetesApi(client, settings, namespace);
  }

  private KubernetesApi(HttpClient client, KubernetesSettings settings, String namespace) {
    this.client = client;
    String host = settings.apiHost();
    this.root =
        "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + settings.apiPort();
    this.token = settings.serviceAccount().resolve("token");
    this.namespace = namespace;
    this.timeout = settings.requestTimeout();
  }

  /**
   * An answer, whatever its status.
   *
   * @param body empty when it was not JSON
   */
  record Answer(int status, JsonObject body) {
    /** For messages: what Kubernetes says of a failure. */
    String message() {
      return "status "
          + status
          + (body.has("message") ? ": " + body.get("message").getAsString() : "");
    }
  }

  String namespace() {
    return namespace;
  }

  CompletionStage<Answer> get(String path) {
    return send("GET", path, BodyPublishers.noBody(), JSON);
  }

  CompletionStage<Answer> post(String path, JsonObject body) {
    return send("POST", path, BodyPublishers.ofString(body.toString()), JSON);
  }

  CompletionStage<Answer> put(String path, JsonObject body) {
    return send("PUT", path, BodyPublishers.ofString(body.toString()), JSON);
  }

  CompletionStage<Answer> patch(String path, JsonObject merged) {
    return send(
        "PATCH", path, BodyPublishers.ofString(merged.toString()), "application/merge-patch+json");
  }

  CompletionStage<Answer> delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody(), JSON);
  }

  /**
   * What time the API server has, to the second below, from any answer of its: also from one that
   * refuses.
   *
   * @return empty when it does not say
   */
  CompletionStage<Optional<Instant>> time() {
    return exchange("GET", "/version", BodyPublishers.noBody(), JSON)
        .thenApply(KubernetesApi::date);
  }

  private static Optional<Instant> date(HttpResponse<String> response) {
    try {
      return response
          .headers()
          .firstValue("Date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }

  private CompletionStage<Answer> send(
      String method, String path, BodyPublisher body, String contentType) {
    return exchange(method, path, body, contentType).thenApply(KubernetesApi::answer);
  }

  /** Fails when no answer comes in time. */
  private CompletionStage<HttpResponse<String>> exchange(
      String method, String path, BodyPublisher body, String contentType) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(root + path))
              .timeout(timeout)
              .header("Authorization", "Bearer " + text(token))
              .header("Accept", JSON)
              .header("Content-Type", contentType)
              .method(method, body)
              .build();
    } catch (UncheckedIOException noToken) {
      return CompletableFuture.failedFuture(noToken);
    }
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(response.statusCode(), json(response.body()));
  }

  private static JsonObject json(String body) {
    try {
      return JsonParser.parseString(body) instanceof JsonObject object ? object : new JsonObject();
    } catch (JsonParseException notJson) {
      return new JsonObject();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("can't read " + file, unreadable);
    }
  }
}
