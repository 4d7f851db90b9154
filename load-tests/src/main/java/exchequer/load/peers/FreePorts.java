package exchequer.load.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Ports of 127.0.0.1 that nobody listens on.
 *
 * @param grpc the ledger's, as the next two
 * @param cassandra of the ledger
 */
record FreePorts(int grpc, int management, int node, int cassandra, int postgres) {
  /** Below those that the system gives to connections, which could take one before it is used. */
  private static final int FIRST = 20_000;

  private static final int LAST = 29_999;

  static FreePorts find() throws IOException {
    List<Integer> free = new ArrayList<>();
    int start = FIRST + (int) (ProcessHandle.current().pid() % (LAST - FIRST));
    for (int tried = 0; free.size() < 5; tried++) {
      if (tried > LAST - FIRST) {
        throw new IOException("no five ports from " + FIRST + " to " + LAST + " are free");
      }
      int port = FIRST + (start - FIRST + tried) % (LAST - FIRST + 1);
      if (isFree(port)) {
        free.add(port);
      }
    }
    return new FreePorts(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
