package exchequer.load.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/**
 * The limit: what Cassandra takes when the driver writes the same appends as the ledger's log has,
 * as many at once as a node makes, and nobody does anything else. Reads the log that a load has
 * left, and writes it again and again into a table of its own.
 */
public final class RawMain {
  private static final String KEYSPACE = "raw_peer";

  private RawMain() {}

  /**
   * Prints one line of {@code name=value}.
   *
   * @param args host and port of a Cassandra node, keyspace of the ledger, appends at once, seconds
   *     of warm-up, seconds measured, most appends of the log that are read
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 7) {
      System.err.println(
          "usage: RawMain HOST PORT KEYSPACE IN_FLIGHT WARM_UP_SECONDS SECONDS SAMPLE_APPENDS");
      System.exit(2);
    }
    InetSocketAddress address = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    int inFlight = Integer.parseInt(args[3]);
    try (CqlSession session = connect(address)) {
      JournalSample sample = JournalSample.of(session, args[2], Integer.parseInt(args[6]));
      if (sample.isEmpty()) {
        System.err.println(
            "error: the log in " + args[2] + " is empty; put load on a ledger first");
        System.exit(2);
      }
      makeTable(session, args[2]);
      RawWriter writer = new RawWriter(session, KEYSPACE, sample, inFlight);
      writer.run(Integer.parseInt(args[4]));
      RawWriter.Rates rates = writer.run(Integer.parseInt(args[5]));
      System.out.println(
          String.format(
              Locale.ROOT,
              "in_flight=%d events_per_s=%.0f appends_per_s=%.0f events_per_append=%.1f"
                  + " bytes_per_event=%.0f",
              inFlight,
              rates.eventsPerSecond(),
              rates.appendsPerSecond(),
              sample.eventsPerAppend(),
              sample.bytesPerEvent()));
      session.execute("DROP KEYSPACE " + KEYSPACE);
    }
  }

  /** To a development Cassandra, or another that is one node. */
  static CqlSession connect(InetSocketAddress address) {
    return CqlSession.builder()
        .addContactPoint(address)
        .withLocalDatacenter("datacenter1")
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                .build())
        .build();
  }

  /** As the ledger's own, with all that is set there. */
  private static void makeTable(CqlSession session, String keyspace) {
    session.execute("DROP KEYSPACE IF EXISTS " + KEYSPACE);
    session.execute(
        "CREATE KEYSPACE "
            + KEYSPACE
            + " WITH replication = {'class': 'NetworkTopologyStrategy', 'datacenter1': 1}");
    TableMetadata table =
        session
            .refreshSchema()
            .getKeyspace(keyspace)
            .flatMap(ledger -> ledger.getTable("messages"))
            .orElseThrow();
    session.execute(
        table.describe(false).replace("\"", "").replace(keyspace + ".", KEYSPACE + "."));
  }
}
