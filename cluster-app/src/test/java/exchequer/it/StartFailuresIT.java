package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.storage.FixedSettings;
import exchequer.storage.TestKeyspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program that can't start says why in a line, and ends by itself with a code that says so. */
class StartFailuresIT {
  private static final int USAGE = 2;
  private static final int CANNOT_START = 7;

  /** What the ledger was first started with: the defaults. */
  private static final Map<String, String> FIXED =
      Map.of(
          "exchequer.ledger.books", "16",
          "exchequer.ledger.entries-per-bucket", "100000",
          "exchequer.ledger.appends-per-partition", "1000");

  private static String keyspace;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    keyspace = TestKeyspace.create();
    try (CqlSession session = TestCassandra.shared().newSession()) {
      FixedSettings.fix(session, keyspace, FIXED);
    }
  }

  @Test
  void cassandra_is_away() {
    assertCannotStart(
        server("exchequer.cassandra.contact-points=127.0.0.1:1"),
        "Cassandra does not answer at 127.0.0.1:1",
        "exchequer.cassandra.contact-points");
  }

  @Test
  void the_data_centre_is_called_otherwise() {
    for (List<String> arguments :
        List.of(
            server("exchequer.cassandra.datacenter=dc1"),
            schema("exchequer.cassandra.datacenter=dc1"))) {
      assertCannotStart(
          arguments,
          "the data centre dc1 (setting exchequer.cassandra.datacenter, environment"
              + " EXCHEQUER_CASSANDRA_DATACENTER) has no nodes",
          "has the data centres: " + TestCassandra.shared().datacenter());
    }
  }

  @Test
  void there_are_fewer_nodes_than_the_copies_need() {
    // Given
    String three = "exchequer.cassandra.keyspace=three_copies";
    String tooFew = "3 copies need 3 nodes; 1 is up, and the ledger works with 2 or more";
    Program schema =
        Program.run(Map.of(), schema(three, "exchequer.cassandra.replication-factor=3"));
    assertThat(schema.output()).contains("note: ", tooFew).contains("has the ledger's tables");
    assertThat(schema.exitCode()).isZero();

    // When / Then
    assertCannotStart(server(three), tooFew, "exchequer.cassandra.replication-factor");

    // And when it is to wait
    Program waited = Program.run(Map.of(), server(three, "exchequer.node.storage-wait=20s"));
    assertEnded(waited, CANNOT_START, "waits 20 s at most: ", tooFew);
  }

  @Test
  void a_storage_that_stands_still_in_the_middle_of_a_start_is_waited_for() throws IOException {
    // Given: longer than the driver's time-out of 5 s.
    String settled = TestKeyspace.create();
    try (StallingProxy proxy =
            new StallingProxy(
                TestCassandra.shared().contactPoint(), "IF NOT EXISTS", Duration.ofSeconds(7), 1);
        LedgerProcess node =
            new LedgerProcess(
                proxy.address(), settled, Map.of("exchequer.node.storage-wait", "60s"))) {
      // When
      node.start();

      // Then
      assertThat(proxy.stallsLeft()).isZero();
    }
  }

  @Test
  void a_storage_that_stands_still_longer_than_it_is_waited_for() throws IOException {
    // Given
    try (StallingProxy proxy =
        new StallingProxy(
            TestCassandra.shared().contactPoint(), "IF NOT EXISTS", Duration.ofSeconds(7), 100)) {
      String address = "127.0.0.1:" + proxy.address().getPort();

      // When / Then
      assertCannotStart(
          server("exchequer.cassandra.contact-points=" + address), "Cassandra does not answer");
    }
  }

  @Test
  void the_schema_is_missing() {
    assertCannotStart(server("exchequer.cassandra.keyspace=nowhere"), "keyspace nowhere", "schema");
  }

  @ParameterizedTest
  @CsvSource({
    "exchequer.ledger.books, 32",
    "exchequer.ledger.entries-per-bucket, 1000",
    "exchequer.ledger.appends-per-partition, 500000"
  })
  void the_ledger_was_started_with_another(String setting, String value) {
    assertCannotStart(
        server(setting + "=" + value),
        setting + " is " + value,
        "first started with " + FIXED.get(setting));
  }

  @Test
  void the_grpc_address_is_in_use() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertCannotStart(
          server("exchequer.grpc.port=" + taken.getLocalPort()),
          "could not listen for gRPC at 127.0.0.1:" + taken.getLocalPort(),
          "exchequer.grpc.host");
    }
  }

  @Test
  void the_grpc_host_is_unknown() {
    assertCannotStart(
        server("exchequer.grpc.host=no-such-host.invalid"),
        "could not listen for gRPC at no-such-host.invalid",
        "no such host");
  }

  @Test
  void the_address_for_other_nodes_is_in_use() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertCannotStart(
          server("exchequer.node.port=" + taken.getLocalPort()),
          "could not listen for other nodes at 127.0.0.1:" + taken.getLocalPort(),
          "exchequer.node.host");
    }
  }

  @Test
  void the_host_for_other_nodes_is_unknown() {
    assertCannotStart(
        server("exchequer.node.host=no-such-host.invalid"),
        "could not listen for other nodes at no-such-host.invalid");
  }

  @Test
  void the_address_for_probes_is_in_use() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertCannotStart(
          server("exchequer.management.port=" + taken.getLocalPort()),
          "could not listen for probes at 127.0.0.1:" + taken.getLocalPort(),
          "exchequer.management.host");
    }
  }

  @Test
  void a_pod_has_no_service_account() {
    assertCannotStart(
        server(
            "exchequer.node.discovery=kubernetes",
            "exchequer.kubernetes.api.service-account=" + folder),
        "no access to Kubernetes' API",
        folder.resolve("ca.crt").toString());
  }

  @Test
  void the_cql_address_of_the_development_cassandra_is_in_use() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertCannotStart(
          dev(folder, "exchequer.dev.cassandra.port=" + taken.getLocalPort()),
          "" + taken.getLocalPort());
    }
  }

  @Test
  void the_data_folder_can_not_be_written() throws IOException {
    // Given: no permission stops root, but a file in the place of a folder does.
    Path file = Files.writeString(folder.resolve("file"), "");

    // When / Then
    assertCannotStart(dev(file.resolve("data")), "data folder", file.toString());
  }

  @Test
  void a_setting_of_the_environment_is_wrong() {
    // When
    Program ended = Program.run(Map.of("EXCHEQUER_GRPC_PORT", "70001"), server());

    // Then
    assertWrongSetting(ended, "exchequer.grpc.port", "70001", "0 to 65535");
  }

  @Test
  void a_file_wins_over_the_environment_the_jvm_over_the_file_and_set_over_all()
      throws IOException {
    // Given values that are all wrong, so that the message tells which one won
    Path file = Files.writeString(folder.resolve("my.conf"), "exchequer.grpc.port = 70002");
    Map<String, String> environment = Map.of("EXCHEQUER_GRPC_PORT", "70001");
    List<String> withFile = server();
    withFile.addAll(List.of("--config", file.toString()));
    List<String> withSet = new ArrayList<>(withFile);
    withSet.addAll(List.of("--set", "exchequer.grpc.port=70004"));
    Map<String, String> withJvm =
        Map.of("EXCHEQUER_GRPC_PORT", "70001", "JAVA_TOOL_OPTIONS", "-Dexchequer.grpc.port=70003");

    // When / Then
    assertWrongSetting(Program.run(environment, withFile), "70002");
    assertWrongSetting(Program.run(withJvm, withFile), "70003");
    assertWrongSetting(Program.run(withJvm, withSet), "70004");
  }

  @Test
  void a_good_file_is_taken() throws IOException {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("my.conf"),
            "exchequer { cassandra { contact-points = [\"127.0.0.1:1\", \"127.0.0.1:2\"] } }");

    // When / Then
    assertCannotStart(List.of("server", "--config", file.toString()), "127.0.0.1:1, 127.0.0.1:2");
  }

  private static List<String> server(String... settings) {
    InetSocketAddress cassandra = TestCassandra.shared().contactPoint();
    List<String> arguments = new ArrayList<>(List.of("server"));
    List<String> all =
        new ArrayList<>(
            List.of(
                "exchequer.cassandra.contact-points="
                    + cassandra.getAddress().getHostAddress()
                    + ":"
                    + cassandra.getPort(),
                "exchequer.cassandra.keyspace=" + keyspace,
                "exchequer.node.port=" + FreePorts.on("127.0.0.1"),
                "exchequer.management.port=" + FreePorts.on("127.0.0.1")));
    // The program takes each once.
    for (String setting : settings) {
      String path = setting.substring(0, setting.indexOf('=') + 1);
      all.removeIf(other -> other.startsWith(path));
      all.add(setting);
    }
    if (List.of(settings).stream().noneMatch(setting -> setting.startsWith("exchequer.grpc"))) {
      all.add("exchequer.grpc.host=127.0.0.1");
    }
    all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  private static List<String> schema(String... settings) {
    List<String> arguments = server(settings);
    arguments.set(0, "schema");
    return arguments;
  }

  private static List<String> dev(Path data, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("dev", "--data", data.toString()));
    List.of(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return arguments;
  }

  private static void assertCannotStart(List<String> arguments, String... said) {
    assertEnded(Program.run(Map.of(), arguments), CANNOT_START, said);
  }

  private static void assertWrongSetting(Program ended, String... said) {
    assertEnded(ended, USAGE, said);
  }

  private static void assertEnded(Program ended, int exitCode, String... said) {
    assertThat(ended.output())
        .contains("error: ")
        .contains(said)
        .doesNotContain("\tat ")
        .doesNotContain("Exception in thread")
        .doesNotContain("null");
    assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
  }
}
