package exchequer.load.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.net.InetSocketAddress;

/** How many appends a Cassandra node has written to a ledger's log since that node started. */
public final class AppendsMain {
  private AppendsMain() {}

  /**
   * Prints the number.
   *
   * @param args host and port of a Cassandra node, keyspace of the ledger
   */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println("usage: AppendsMain HOST PORT KEYSPACE");
      System.exit(2);
    }
    InetSocketAddress address = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    try (CqlSession session = RawMain.connect(address)) {
      Row writes =
          session
              .execute(
                  "SELECT count FROM system_views.local_write_latency"
                      + " WHERE keyspace_name = ? AND table_name = 'messages'",
                  args[2])
              .one();
      if (writes == null) {
        System.err.println("error: there is no ledger in keyspace " + args[2]);
        System.exit(2);
      }
      System.out.println(writes.getLong("count"));
    }
  }
}
