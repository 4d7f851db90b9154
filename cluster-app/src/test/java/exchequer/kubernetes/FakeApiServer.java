package exchequer.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What the ledger asks of Kubernetes' API server, over TLS: leases that change only from the
 * version that was read, pods, tokens that it stops to accept.
 */
final class FakeApiServer implements AutoCloseable {
  private static final String LEASES = "/apis/akka.io/v1/namespaces/ledger/leases";
  private static final String PODS = "/api/v1/namespaces/ledger/pods";

  private final ServiceAccount account;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, JsonObject> leases = new TreeMap<>();
  private final Map<String, JsonObject> pods = new TreeMap<>();
  private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
  private final AtomicInteger readsOfLeases = new AtomicInteger();
  private int version = 1;
  private volatile String token = "first";
  private volatile Duration delay = Duration.ZERO;

  private FakeApiServer(ServiceAccount account) {
    this.account = account;
    account.rotate(token);
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(account.server()));
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * @param folder an empty one, for the service account
   */
  static FakeApiServer start(Path folder) {
    return new FakeApiServer(ServiceAccount.in(folder));
  }

  KubernetesSettings settings() {
    return new KubernetesSettings(
        "",
        "app.kubernetes.io/name=exchequer",
        "ledger-0",
        "3c0ffee5",
        true,
        "127.0.0.1",
        server.getAddress().getPort(),
        account.folder(),
        Duration.ofSeconds(5));
  }

  KubernetesApi client() {
    return KubernetesApi.of(settings());
  }

  /** From now on only this token is good, and the pod's file has it. */
  void rotate(String newToken) {
    token = newToken;
    account.rotate(newToken);
  }

  /** Takes a right away: verb and resource, such as {@code "PUT leases"}. */
  void forbid(String right) {
    forbidden.add(right);
  }

  void allow(String right) {
    forbidden.remove(right);
  }

  /** Answers later from now on; what is asked is done at once. */
  void delay(Duration later) {
    delay = later;
  }

  /** How often any lease was read. */
  int readsOfLeases() {
    return readsOfLeases.get();
  }

  synchronized Optional<LeaseResource> lease(String name) {
    return Optional.ofNullable(leases.get(name)).map(LeaseResource::of);
  }

  /** As another would, whatever version there is. */
  synchronized void put(LeaseResource lease) {
    store(lease.json());
  }

  synchronized void pod(String name, String phase, boolean isEnding) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", name);
    if (isEnding) {
      metadata.addProperty("deletionTimestamp", "2026-01-01T00:00:00Z");
    }
    JsonObject status = new JsonObject();
    status.addProperty("phase", phase);
    JsonObject pod = new JsonObject();
    pod.add("metadata", metadata);
    pod.add("status", status);
    pods.put(name, pod);
  }

  /** What the kubelet said last of a container of the pod: running, waiting or terminated. */
  synchronized void container(String pod, String state) {
    JsonObject states = new JsonObject();
    states.add(state, new JsonObject());
    JsonObject container = new JsonObject();
    container.add("state", states);
    JsonArray containers = new JsonArray();
    containers.add(container);
    pods.get(pod).getAsJsonObject("status").add("containerStatuses", containers);
  }

  synchronized JsonObject pod(String name) {
    return pods.get(name);
  }

  /** As it was written last. */
  synchronized JsonObject leaseAsWritten(String name) {
    return leases.get(name);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Reply reply = reply(exchange, body);
    LockSupport.parkNanos(delay.toNanos());
    byte[] bytes = reply.body().toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private record Reply(int status, JsonObject body) {
    static Reply refused(int status, String message) {
      JsonObject body = new JsonObject();
      body.addProperty("message", message);
      return new Reply(status, body);
    }
  }

  private synchronized Reply reply(HttpExchange exchange, String body) {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return Reply.refused(401, "Unauthorized");
    }
    String resource = path.startsWith(PODS) ? "pods" : "leases";
    if (forbidden.contains(method + " " + resource)) {
      return Reply.refused(403, resource + " is forbidden: cannot " + method);
    }
    JsonObject given =
        body.isEmpty() ? new JsonObject() : JsonParser.parseString(body).getAsJsonObject();
    if (path.equals(PODS)) {
      return listPods(exchange.getRequestURI().getQuery());
    }
    return path.startsWith(PODS)
        ? patchPod(path.substring(PODS.length() + 1), given)
        : lease(method, path.substring(Math.min(path.length(), LEASES.length() + 1)), given);
  }

  private Reply listPods(String query) {
    if (!query.equals("labelSelector=app.kubernetes.io/name=exchequer")) {
      return Reply.refused(400, query);
    }
    JsonArray items = new JsonArray();
    pods.values().forEach(items::add);
    JsonObject list = new JsonObject();
    list.add("items", items);
    return new Reply(200, list);
  }

  private Reply patchPod(String name, JsonObject patch) {
    JsonObject pod = pods.get(name);
    if (pod == null) {
      return Reply.refused(404, "pods " + name + " not found");
    }
    JsonObject metadata = pod.getAsJsonObject("metadata");
    metadata.add("annotations", patch.getAsJsonObject("metadata").get("annotations"));
    return new Reply(200, pod);
  }

  private Reply lease(String method, String name, JsonObject given) {
    JsonObject known = leases.get(name);
    return switch (method) {
      case "POST" -> create(given);
      case "GET" -> read(known);
      case "PUT" ->
          known == null
              ? Reply.refused(404, "not found")
              : version(given).equals(version(known))
                  ? new Reply(200, store(given))
                  : Reply.refused(409, "the object has been modified");
      case "DELETE" -> new Reply(leases.remove(name) == null ? 404 : 200, new JsonObject());
      default -> Reply.refused(405, method);
    };
  }

  private Reply read(JsonObject known) {
    readsOfLeases.incrementAndGet();
    return known == null ? Reply.refused(404, "not found") : new Reply(200, known);
  }

  private Reply create(JsonObject given) {
    return leases.containsKey(LeaseResource.of(withVersion(given)).name())
        ? Reply.refused(409, "already exists")
        : new Reply(201, store(given));
  }

  private JsonObject withVersion(JsonObject given) {
    given.getAsJsonObject("metadata").addProperty("resourceVersion", Integer.toString(version));
    return given;
  }

  private JsonObject store(JsonObject given) {
    version++;
    JsonObject stored = withVersion(given.deepCopy());
    leases.put(LeaseResource.of(stored).name(), stored);
    return stored;
  }

  private static String version(JsonObject lease) {
    return LeaseResource.of(lease).version();
  }
}
