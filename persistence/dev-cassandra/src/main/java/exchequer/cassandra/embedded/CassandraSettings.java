package exchequer.cassandra.embedded;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How to run the development Cassandra.
 *
 * @param data the folder for everything that it writes; made if missing, kept between runs
 * @param libraries the folder with the jars of the server, {@code cassandra-server/target/lib}
 * @param address the loopback address to listen on; there is no authentication, so never another
 * @param cqlPort the port for CQL clients, 0 for a free one
 * @param heapMebibytes its largest heap; off the heap it takes about as much again
 * @param commitLog what an acknowledgement means
 * @param startTimeout how long until CQL has to answer
 * @param progress told in a line what is going on, every couple of seconds while starting
 */
public record CassandraSettings(
    Path data,
    Path libraries,
    String address,
    int cqlPort,
    int heapMebibytes,
    CommitLogMode commitLog,
    Duration startTimeout,
    Consumer<String> progress) {

  /** Cassandra's usual port. */
  public static final int DEFAULT_CQL_PORT = 9042;

  private static final int MIN_HEAP_MEBIBYTES = 256;
  private static final int MAX_HEAP_MEBIBYTES = 31 * 1024;

  public CassandraSettings {
    if (cqlPort < 0 || cqlPort > 65_535) {
      throw invalid("The CQL port", cqlPort, "0 (a free one) to 65535");
    }
    if (heapMebibytes < MIN_HEAP_MEBIBYTES || heapMebibytes > MAX_HEAP_MEBIBYTES) {
      throw invalid(
          "The heap in MiB", heapMebibytes, MIN_HEAP_MEBIBYTES + " to " + MAX_HEAP_MEBIBYTES);
    }
    if (startTimeout.isNegative() || startTimeout.isZero()) {
      throw invalid("The start timeout", startTimeout, "a positive duration");
    }
    if (!isLoopback(address)) {
      throw invalid("The address", address, "an IPv4 loopback address, such as 127.0.0.1");
    }
    data = data.toAbsolutePath().normalize();
    libraries = libraries.toAbsolutePath().normalize();
  }

  /** 127.0.0.1:9042, 1 GiB of heap, synced before acknowledged, two minutes to start, silent. */
  public static CassandraSettings of(Path data, Path libraries) {
    return new CassandraSettings(
        data,
        libraries,
        "127.0.0.1",
        DEFAULT_CQL_PORT,
        1024,
        CommitLogMode.BATCH,
        Duration.ofMinutes(2),
        line -> {});
  }

  public CassandraSettings withAddress(String value) {
    return new CassandraSettings(
        data, libraries, value, cqlPort, heapMebibytes, commitLog, startTimeout, progress);
  }

  public CassandraSettings withCqlPort(int value) {
    return new CassandraSettings(
        data, libraries, address, value, heapMebibytes, commitLog, startTimeout, progress);
  }

  public CassandraSettings withHeapMebibytes(int value) {
    return new CassandraSettings(
        data, libraries, address, cqlPort, value, commitLog, startTimeout, progress);
  }

  public CassandraSettings withCommitLog(CommitLogMode value) {
    return new CassandraSettings(
        data, libraries, address, cqlPort, heapMebibytes, value, startTimeout, progress);
  }

  public CassandraSettings withStartTimeout(Duration value) {
    return new CassandraSettings(
        data, libraries, address, cqlPort, heapMebibytes, commitLog, value, progress);
  }

  public CassandraSettings withProgress(Consumer<String> value) {
    return new CassandraSettings(
        data, libraries, address, cqlPort, heapMebibytes, commitLog, startTimeout, value);
  }

  private static boolean isLoopback(String address) {
    try {
      InetAddress resolved = InetAddress.getByName(address);
      return resolved instanceof Inet4Address && resolved.isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static IllegalArgumentException invalid(String what, Object value, String allowed) {
    return new IllegalArgumentException(
        what + " of the development Cassandra is " + value + "; allowed: " + allowed + ".");
  }
}
