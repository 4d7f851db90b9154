package exchequer.dev;

import com.datastax.oss.driver.api.core.CqlSession;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import exchequer.cassandra.embedded.EmbeddedCassandra;
import exchequer.node.CassandraConnection;
import exchequer.node.Node;
import exchequer.node.NodeEnd;
import exchequer.storage.Replication;
import exchequer.storage.Schema;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A whole ledger on this machine: Cassandra as a child process, the first node in this process,
 * further nodes as child processes on 127.0.0.2 and up. All of it ends with this process, however
 * it ends.
 */
public final class DevLedger implements AutoCloseable {
  private final EmbeddedCassandra cassandra;
  private final Node node;
  private final List<NodeProcess> others;
  private final CompletableFuture<String> storageLoss;

  private DevLedger(
      EmbeddedCassandra cassandra,
      Node node,
      List<NodeProcess> others,
      CompletableFuture<String> storageLoss) {
    this.cassandra = cassandra;
    this.node = node;
    this.others = others;
    this.storageLoss = storageLoss;
  }

  /**
   * Returns when all nodes serve.
   *
   * @param nodes 1 to 9
   * @param progress told what goes on, a line at a time
   * @throws exchequer.settings.WrongSettingException when a setting is wrong
   * @throws exchequer.cassandra.embedded.CassandraStartException when Cassandra does not start
   * @throws exchequer.node.StartException when a node does not start
   */
  public static DevLedger start(Config config, int nodes, Consumer<String> progress) {
    DevSettings settings = DevSettings.of(config);
    // Now, and not after half a minute of starting Cassandra.
    Node.checkSettings(config);
    EmbeddedCassandra cassandra = EmbeddedCassandra.start(settings.cassandra(progress));
    CompletableFuture<String> storageLoss = cassandra.failure(settings.answerWithin());
    List<NodeProcess> others = new ArrayList<>();
    try {
      Config local = local(config, cassandra.contactPoint());
      applySchema(local);
      progress.accept("Starting " + (nodes == 1 ? "the node" : nodes + " nodes"));
      Node first = Node.start(local);
      for (int number = 2; number <= nodes; number++) {
        NodeProcess other = NodeProcess.start(local, number);
        others.add(other);
        other.watch(progress);
      }
      first.awaitMembers(nodes);
      return new DevLedger(cassandra, first, others, storageLoss);
    } catch (RuntimeException failed) {
      close(others);
      cassandra.stop();
      throw failed;
    }
  }

  private static Config local(Config config, InetSocketAddress cassandra) {
    return ConfigFactory.parseMap(
            Map.of(
                "exchequer.cassandra.contact-points",
                List.of(cassandra.getAddress().getHostAddress() + ":" + cassandra.getPort()),
                "exchequer.cassandra.datacenter",
                EmbeddedCassandra.DATACENTER,
                "exchequer.node.contact-points",
                List.of(
                    config.getString("exchequer.node.host")
                        + ":"
                        + config.getInt("exchequer.management.port"))))
        .withFallback(config);
  }

  private static void applySchema(Config config) {
    CassandraConnection cassandra = CassandraConnection.of(config);
    try (CqlSession session = cassandra.connect(config)) {
      Schema.apply(session, cassandra.keyspace(), Replication.single());
    }
  }

  /** Where the nodes take gRPC calls. */
  public List<InetSocketAddress> grpcAddresses() {
    List<InetSocketAddress> addresses = new ArrayList<>();
    addresses.add(node.grpcAddress());
    others.forEach(other -> addresses.add(other.grpcAddress()));
    return addresses;
  }

  public InetSocketAddress cassandraAddress() {
    return cassandra.contactPoint();
  }

  /**
   * Waits until the first node ends, and says why it did.
   *
   * @throws StorageLossException when Cassandra ends before it, or does not answer any more
   */
  public NodeEnd awaitEnd() {
    CompletableFuture<NodeEnd> ended = node.ended().toCompletableFuture();
    CompletableFuture.anyOf(ended, storageLoss).join();
    if (storageLoss.isDone()) {
      throw new StorageLossException(storageLoss.join());
    }
    return ended.join();
  }

  /** Stops all in good order. */
  @Override
  public void close() {
    close(others);
    node.stop().toCompletableFuture().join();
    cassandra.stop();
  }

  private static void close(List<NodeProcess> nodes) {
    // All are told before any is waited for.
    nodes.forEach(NodeProcess::stop);
    nodes.forEach(NodeProcess::close);
  }
}
