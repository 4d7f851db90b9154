package exchequer.cassandra.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running development Cassandra: one real node in a process of its own.
 *
 * <p>It ends when this process does, however this process ends. Until then {@link #stop} ends it in
 * good order and {@link #kill} as a crash would. After either its data folder may be started again.
 */
public final class EmbeddedCassandra implements AutoCloseable {
  /**
   * What a driver has to be told as its local data centre: Cassandra's SimpleSnitch names it so.
   */
  public static final String DATACENTER = "datacenter1";

  /** A little more than the server's own bound. */
  private static final long STOP_TIMEOUT_SECONDS = 12;

  private static final long KILL_TIMEOUT_SECONDS = 10;

  private final CassandraSettings settings;
  private final Ports ports;
  private final Process process;
  private final FolderOwnership ownership;
  private final AtomicBoolean stopping = new AtomicBoolean();

  private EmbeddedCassandra(
      CassandraSettings settings, Ports ports, Process process, FolderOwnership ownership) {
    this.settings = settings;
    this.ports = ports;
    this.process = process;
    this.ownership = ownership;
  }

  /**
   * Starts a server and returns when it answers CQL.
   *
   * @throws CassandraStartException with the reason, and what to do about it
   */
  public static EmbeddedCassandra start(CassandraSettings settings) {
    new ServerLibraries(settings.libraries()).check();
    DataFolder folder = new DataFolder(settings.data());
    folder.create();
    FolderOwnership ownership = FolderOwnership.take(folder);
    try {
      folder.clearLeftovers();
      Ports ports = Ports.choose(settings.address(), settings.cqlPort());
      Process process = new ServerProcess(settings, folder, ports).start();
      EmbeddedCassandra server = new EmbeddedCassandra(settings, ports, process, ownership);
      try {
        new Startup(settings, folder, ports, process).await();
      } catch (RuntimeException e) {
        server.kill();
        throw e;
      }
      return server;
    } catch (RuntimeException e) {
      ownership.close();
      throw e;
    }
  }

  public String host() {
    return settings.address();
  }

  /** The port that answers CQL, also when a free one was asked for. */
  public int port() {
    return ports.cql();
  }

  public InetSocketAddress contactPoint() {
    return new InetSocketAddress(host(), port());
  }

  /** The id of the server's process. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Watches the server from now on.
   *
   * @param answerWithin how long it may answer nobody; in whole seconds
   * @return completed with what happened, in sentences for a person, when the server ends without
   *     having been told to, or runs but answers no more
   */
  public CompletableFuture<String> failure(Duration answerWithin) {
    ServerWatch watch =
        new ServerWatch(
            new DataFolder(settings.data()),
            answerWithin,
            () -> CqlProbe.isAnswered(host(), port()),
            stopping::get);
    return watch.start(process);
  }

  /** Drains and ends the server, by force if it takes longer than 12 s. May be called again. */
  public void stop() {
    stopping.set(true);
    try {
      process.getOutputStream().write("stop\n".getBytes(UTF_8));
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already, or was asked before.
    }
    awaitEnd(STOP_TIMEOUT_SECONDS);
    kill();
  }

  /** Ends the server at once, as a crash would (SIGKILL). May be called again. */
  public void kill() {
    stopping.set(true);
    process.destroyForcibly();
    awaitEnd(KILL_TIMEOUT_SECONDS);
    ownership.close();
  }

  /** The same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  private void awaitEnd(long timeoutSeconds) {
    try {
      process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
