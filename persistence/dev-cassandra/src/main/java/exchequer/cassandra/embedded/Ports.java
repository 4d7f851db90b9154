package exchequer.cassandra.embedded;

import static exchequer.cassandra.embedded.CassandraStartException.Reason.PORT_IN_USE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** The two ports of a server, both on loopback: for CQL, and the one between nodes, never used. */
record Ports(int cql, int storage) {
  private static final int CONNECT_TIMEOUT_MILLIS = 500;

  /** Takes what is asked for (0: any that is free), or throws if it can't be had. */
  static Ports choose(String address, int cqlPort) {
    if (cqlPort != 0 && isAnswered(address, cqlPort)) {
      throw unusable(address, cqlPort, "something listens there", null);
    }
    // Both are held until both are known, or the same one could be found twice.
    try (ServerSocket cql = bound(address, cqlPort);
        ServerSocket storage = bound(address, 0)) {
      return new Ports(cql.getLocalPort(), storage.getLocalPort());
    } catch (IOException e) {
      throw unusable(address, cqlPort, e.getMessage(), e);
    }
  }

  private static ServerSocket bound(String address, int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getByName(address));
  }

  /** Binding alone does not tell everywhere: macOS lets it succeed beside a listener on 0.0.0.0. */
  private static boolean isAnswered(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), CONNECT_TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static CassandraStartException unusable(
      String address, int port, String why, Throwable cause) {
    return new CassandraStartException(
        PORT_IN_USE,
        "The development Cassandra can't listen on %s:%d: %s. Stop what uses the port, or choose another one (0 for a free one)."
            .formatted(address, port, why),
        cause);
  }
}
