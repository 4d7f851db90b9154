package exchequer.it;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.node.Node;
import exchequer.storage.TestKeyspace;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A node of the ledger in the test's own JVM, on the shared Cassandra. */
final class TestNode implements AutoCloseable {
  private final Node node;
  private final TestClient client;
  private final int managementPort;

  private TestNode(Node node, int managementPort) {
    this.node = node;
    this.managementPort = managementPort;
    this.client = new TestClient(node.grpcAddress());
  }

  /** On a keyspace of its own, with the given settings over the defaults. */
  static TestNode start(Map<String, String> settings) {
    return start(TestKeyspace.create(), settings);
  }

  static TestNode start(String keyspace, Map<String, String> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("exchequer.node.port", FreePorts.on("127.0.0.1"));
    int managementPort = FreePorts.on("127.0.0.1");
    all.put("exchequer.management.port", managementPort);
    all.put("exchequer.grpc.port", 0);
    InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
    all.put(
        "exchequer.cassandra.contact-points",
        List.of(cassandra.getAddress().getHostAddress() + ":" + cassandra.getPort()));
    all.put("exchequer.cassandra.keyspace", keyspace);
    Config config =
        ConfigFactory.parseMap(all)
            .withFallback(ConfigFactory.defaultApplication())
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve();
    TestNode started = new TestNode(Node.start(config), managementPort);
    Awaitility.await().until(started.node::isUp);
    return started;
  }

  TestClient client() {
    return client;
  }

  InetSocketAddress grpcAddress() {
    return node.grpcAddress();
  }

  InetSocketAddress managementAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), managementPort);
  }

  @Override
  public void close() {
    client.close();
    node.stop().toCompletableFuture().join();
  }
}
