package exchequer.cassandra.embedded;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One real Cassandra for all integration tests of a JVM, started when first asked for. It ends with
 * the JVM. Tests share it by each taking a keyspace of its own.
 */
public final class TestCassandra {
  private static final String LIBRARIES_PROPERTY = "exchequer.cassandra.lib";

  private static TestCassandra instance;

  private final EmbeddedCassandra server;
  private final Path data;

  private TestCassandra(EmbeddedCassandra server, Path data) {
    this.server = server;
    this.data = data;
  }

  public static synchronized TestCassandra shared() {
    if (instance == null) {
      Path data = newFolder();
      EmbeddedCassandra server = EmbeddedCassandra.start(settings(data));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(server, data)));
      instance = new TestCassandra(server, data);
    }
    return instance;
  }

  /** For a server of a test's own: on a free port, and small. */
  public static CassandraSettings settings(Path data) {
    return CassandraSettings.of(data, libraries())
        .withCqlPort(0)
        .withHeapMebibytes(512)
        .withProgress(System.out::println);
  }

  /** The folder of jars, for a test that passes it on to a process of its own. */
  public static Path libraries() {
    String property = System.getProperty(LIBRARIES_PROPERTY);
    if (property != null) {
      return Path.of(property);
    }
    // In an IDE, whatever folder it runs tests in.
    return Stream.of(
            "../cassandra-server",
            "persistence/cassandra-server",
            "../persistence/cassandra-server")
        .map(module -> Path.of(module, "target", "lib"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Set -D" + LIBRARIES_PROPERTY + " to the server's jars."));
  }

  /** A folder that the build removes, or the system if there is none to build in. */
  public static Path newFolder() {
    try {
      Path target = Path.of("target");
      return Files.isDirectory(target)
          ? Files.createTempDirectory(target.toAbsolutePath(), "cassandra-")
          : Files.createTempDirectory("cassandra-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be left running. */
  EmbeddedCassandra server() {
    return server;
  }

  /** The folder that it has. */
  Path data() {
    return data;
  }

  public InetSocketAddress contactPoint() {
    return server.contactPoint();
  }

  /** For a test that pauses it; the test then lets it go on, whatever happens. */
  public long pid() {
    return server.pid();
  }

  public String datacenter() {
    return EmbeddedCassandra.DATACENTER;
  }

  /** A session of the caller's own, to be closed by it, without a keyspace. */
  public CqlSession newSession() {
    return newSession(server);
  }

  /** The same on a server of the test's own. */
  public static CqlSession newSession(EmbeddedCassandra server) {
    // Its metadata of schemas is for nothing here, and costs a second for each change of one.
    DriverConfigLoader config =
        DriverConfigLoader.programmaticBuilder()
            .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
            // A test waits for a busy machine; what is too slow is not for a test to say.
            .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
            // Else each session takes 2 s to close.
            .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
            .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
            .build();
    return CqlSession.builder()
        .withConfigLoader(config)
        .addContactPoints(List.of(server.contactPoint()))
        .withLocalDatacenter(EmbeddedCassandra.DATACENTER)
        .build();
  }

  /** Ends a server of a test's own and removes all that it stored. */
  public static void remove(EmbeddedCassandra server, Path data) {
    server.kill();
    try (Stream<Path> found = Files.walk(data)) {
      found.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      // The build's next clean removes it.
    }
  }
}
