package exchequer.cassandra.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.cassandra.embedded.CassandraStartException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Against a real server. */
@Timeout(180)
class EmbeddedCassandraIT {
  private final Path data = TestCassandra.newFolder();
  private final List<EmbeddedCassandra> servers = new ArrayList<>();
  private final List<Process> parents = new ArrayList<>();
  private final List<ProcessHandle> orphans = new ArrayList<>();

  @AfterEach
  void endEverything() {
    parents.forEach(Process::destroyForcibly);
    orphans.forEach(ProcessHandle::destroyForcibly);
    servers.forEach(server -> TestCassandra.remove(server, data));
  }

  @Test
  void anAcknowledgedRowSurvivesAKillAndAStop() {
    // Given
    EmbeddedCassandra first = start(TestCassandra.settings(data));
    try (CqlSession session = TestCassandra.newSession(first)) {
      session.execute(
          "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE k.t (id int PRIMARY KEY, v text)");
      session.execute("INSERT INTO k.t (id, v) VALUES (1, 'kept')");
    }
    // When
    first.kill();
    // Then
    assertThat(first.isAlive()).isFalse();
    EmbeddedCassandra second = start(TestCassandra.settings(data));
    assertThat(storedIn(second)).isEqualTo("kept");
    second.stop();
    assertThat(ProcessHandle.of(second.pid())).isEmpty();
    assertThat(storedIn(start(TestCassandra.settings(data)))).isEqualTo("kept");
  }

  @Test
  void endsWhenItsParentIsKilledAndLeavesTheFolderToTheNext()
      throws IOException, InterruptedException {
    // Given
    Process parent = parent(data);
    String line = firstLine(parent);
    assertThat(line).startsWith("pid ");
    ProcessHandle server = ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
    orphans.add(server);
    // When
    parent.destroyForcibly().waitFor();
    // Then the next start waits for the end of the orphan, which has the folder until it has
    // drained.
    start(TestCassandra.settings(data));
    assertThat(server.isAlive()).isFalse();
  }

  /** Ctrl-C reaches every process of a terminal; the ledger has writes to finish then. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesCtrlCToItsParent() throws IOException {
    // Given
    int interrupt = 2;
    // When
    EmbeddedCassandra server = TestCassandra.shared().server();
    // Then
    String ignored =
        Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElseThrow();
    assertThat(Long.parseUnsignedLong(ignored, 16) >>> (interrupt - 1) & 1).isEqualTo(1);
  }

  @Test
  void aFolderInUseIsAClearError() throws IOException {
    // Given
    Path used = TestCassandra.shared().data();
    // When
    CassandraStartException here = failureOf(TestCassandra.settings(used));
    String elsewhere = firstLine(parent(used));
    // Then
    assertThat(here.reason()).isEqualTo(Reason.FOLDER_IN_USE);
    assertThat(here)
        .hasMessageContaining(used.toString())
        .hasMessageContaining("this very process");
    assertThat(elsewhere)
        .startsWith("FOLDER_IN_USE")
        .contains("process " + ProcessHandle.current().pid() + " runs one on it");
    assertThat(TestCassandra.shared().server().isAlive()).isTrue();
  }

  @Test
  void aPortInUseIsAClearError() throws IOException {
    // Given
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = other.getLocalPort();
      // When
      CassandraStartException failure = failureOf(TestCassandra.settings(data).withCqlPort(port));
      // Then
      assertThat(failure.reason()).isEqualTo(Reason.PORT_IN_USE);
      assertThat(failure).hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void aServerThatDiesAtItsStartIsAClearErrorWithTheEndOfItsLog() throws IOException {
    // Given
    Files.writeString(data.resolve("commitlog"), "a file where a folder should be");
    // When
    CassandraStartException failure = failureOf(TestCassandra.settings(data));
    // Then
    assertThat(failure.reason()).isEqualTo(Reason.DIED);
    assertThat(failure).hasMessageContaining("cassandra.log").hasMessageContaining("commitlog");
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsEnded() {
    // Given
    CassandraSettings settings =
        TestCassandra.settings(data).withStartTimeout(Duration.ofMillis(300));
    // When
    CassandraStartException failure = failureOf(settings);
    // Then its end frees the folder at once.
    assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
    start(TestCassandra.settings(data));
  }

  @Test
  void twoRunAtOnceWithTheCommitLogsAskedFor() {
    // Given
    List<String> progress = new ArrayList<>();
    // When
    EmbeddedCassandra batch = TestCassandra.shared().server();
    EmbeddedCassandra periodic =
        start(
            TestCassandra.settings(data)
                .withCommitLog(CommitLogMode.PERIODIC)
                .withProgress(progress::add));
    // Then
    assertThat(setting(batch, "commitlog_sync")).isEqualTo("batch");
    assertThat(setting(batch, "concurrent_writes")).isEqualTo("256");
    assertThat(setting(periodic, "commitlog_sync")).isEqualTo("periodic");
    assertThat(progress.get(0)).contains(data.toString());
    assertThat(progress.get(progress.size() - 1))
        .contains("answers on 127.0.0.1:" + periodic.port());
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(data.resolve("logs/cassandra.log")))
                    .contains("Startup complete"));
  }

  private EmbeddedCassandra start(CassandraSettings settings) {
    EmbeddedCassandra server = EmbeddedCassandra.start(settings);
    servers.add(server);
    return server;
  }

  private CassandraStartException failureOf(CassandraSettings settings) {
    return catchThrowableOfType(CassandraStartException.class, () -> start(settings));
  }

  private Process parent(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ParentProcess.class.getName(),
                folder.toString(),
                TestCassandra.libraries().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    parents.add(process);
    return process;
  }

  private static String firstLine(Process process) throws IOException {
    return new BufferedReader(process.inputReader(UTF_8)).readLine();
  }

  private static String storedIn(EmbeddedCassandra server) {
    return only(server, "SELECT v FROM k.t WHERE id = 1").getString(0);
  }

  private static String setting(EmbeddedCassandra server, String name) {
    return only(server, "SELECT value FROM system_views.settings WHERE name = '" + name + "'")
        .getString(0);
  }

  private static Row only(EmbeddedCassandra server, String query) {
    try (CqlSession session = TestCassandra.newSession(server)) {
      return session.execute(query).one();
    }
  }
}
