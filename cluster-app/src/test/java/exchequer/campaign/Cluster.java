package exchequer.campaign;

import exchequer.it.LoadAccounts;
import exchequer.it.TestClient;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The ledger's processes on this machine, and all by which they can be harmed. */
final class Cluster implements AutoCloseable {
  private static final Duration SERVING_TIMEOUT = Duration.ofMinutes(4);

  /** So that checkpoints, look-ups and several partitions take part in everything. */
  private static final Map<String, String> SMALL_BOUNDS =
      Map.of(
          "exchequer.book.checkpoint-every-events", "200",
          "exchequer.book.checkpoint-interval", "1s",
          "exchequer.book.remembered-transfers", "200",
          "exchequer.book.cached-accounts", "4",
          "exchequer.ledger.appends-per-partition", "200",
          "exchequer.ledger.entries-per-bucket", "500");

  private final Storage storage = new Storage();
  private final Stops stops = new Stops();
  private final Optional<WrongClocks> clocks;
  private final Optional<Cuts> cuts;
  private final List<CampaignNode> nodes = new ArrayList<>();
  private final List<StorageLink> links = new ArrayList<>();
  private final List<TestClient> clients = new ArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @param folder for logs
   */
  Cluster(int nodeCount, Path folder, Recorder recorder) {
    clocks = WrongClocks.compile(folder);
    cuts = Cuts.arePossible() ? Optional.of(Cuts.prepare()) : Optional.empty();
    for (int number = 1; number <= nodeCount; number++) {
      CampaignNode node = new CampaignNode(number, folder, recorder);
      nodes.add(node);
      clients.add(new TestClient(node.grpcAddress()));
    }
  }

  /** What can be done here; says what can not, and why. */
  Collection<Fault.Kind> possibleFaults(Consumer<String> says) {
    EnumSet<Fault.Kind> kinds = EnumSet.allOf(Fault.Kind.class);
    if (cuts.isEmpty()) {
      says.accept("skipped: cuts between nodes, which take root and iptables");
      kinds.removeIf(Fault.Kind::isCut);
    }
    if (clocks.isEmpty()) {
      says.accept("skipped: clock jumps, which take a C compiler (cc)");
      kinds.remove(Fault.Kind.CLOCK_JUMP);
    }
    return kinds;
  }

  /**
   * Returns when all nodes serve.
   *
   * @param home of the program, with bin/exchequer
   */
  void start(Path home) {
    storage.start();
    Map<String, String> settings = new HashMap<>(SMALL_BOUNDS);
    settings.put("exchequer.ledger.books", Integer.toString(LoadAccounts.BOOKS));
    settings.put("exchequer.cassandra.keyspace", Storage.KEYSPACE);
    settings.put("exchequer.node.initial-pods", Integer.toString(nodes.size()));
    settings.put("exchequer.node.storage-wait", "2m");
    settings.put(
        "exchequer.node.contact-points",
        nodes.stream().map(CampaignNode::contactPoint).collect(Collectors.joining(",")));
    for (CampaignNode node : nodes) {
      StorageLink link = new StorageLink(node.host(), storage.address());
      links.add(link);
      Map<String, String> its = new HashMap<>(settings);
      its.put("exchequer.cassandra.contact-points", link.address());
      Map<String, String> environment = new HashMap<>();
      clocks.ifPresent(wrong -> environment.putAll(wrong.environment(node.clock())));
      // Starts are frequent and short lives usual: the second compiler would come too late.
      environment.put("EXCHEQUER_JAVA_OPTS", "-Xmx400m -XX:TieredStopAtLevel=1");
      node.start(home.resolve("bin").resolve("exchequer"), its, environment);
    }
    awaitServing();
  }

  /**
   * Returns when all nodes serve.
   *
   * @throws ConditionTimeoutException when one does not in time
   */
  void awaitServing() {
    Awaitility.await("all nodes serve")
        .atMost(SERVING_TIMEOUT)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> clients.stream().allMatch(Cluster::isServing));
  }

  private static boolean isServing(TestClient client) {
    client.channel().resetConnectBackoff();
    try {
      return HealthGrpc.newBlockingStub(client.channel())
              .withDeadlineAfter(1, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  List<CampaignNode> nodes() {
    return nodes;
  }

  CampaignNode node(int number) {
    return nodes.get(number - 1);
  }

  StorageLink link(int node) {
    return links.get(node - 1);
  }

  List<TestClient> clients() {
    return clients;
  }

  Storage storage() {
    return storage;
  }

  Stops stops() {
    return stops;
  }

  Optional<Cuts> cuts() {
    return cuts;
  }

  /** Ends all that was started, in whatever state it is. */
  @Override
  public void close() {
    stops.close();
    nodes.forEach(CampaignNode::close);
    clients.forEach(TestClient::close);
    links.forEach(StorageLink::close);
    storage.close();
    cuts.ifPresent(Cuts::close);
  }
}
