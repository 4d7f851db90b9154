package exchequer.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stands between a node and Cassandra, and stands still when it sees certain words. */
final class StallingProxy implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ServerSocket socket;
  private final InetSocketAddress server;
  private final String words;
  private final Duration stall;
  private final AtomicInteger stallsLeft;

  /**
   * @param words in a request, which is not passed on while it stands still
   * @param stalls how often at most
   */
  StallingProxy(InetSocketAddress server, String words, Duration stall, int stalls)
      throws IOException {
    this.server = server;
    this.words = words;
    this.stall = stall;
    this.stallsLeft = new AtomicInteger(stalls);
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run("accept", this::accept);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
  }

  /** Zero when it has stood still as often as it was told to. */
  int stallsLeft() {
    return stallsLeft.get();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Socket upstream = new Socket(server.getAddress(), server.getPort());
      run("requests", () -> pass(client, upstream, true));
      run("answers", () -> pass(upstream, client, false));
    }
  }

  private void pass(Socket from, Socket to, boolean requests) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (requests && new String(buffer, 0, read, US_ASCII).contains(words)) {
          standStill();
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private void standStill() {
    if (stallsLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      return;
    }
    long untilNanos = System.nanoTime() + stall.toNanos();
    while (System.nanoTime() - untilNanos < 0) {
      LockSupport.parkNanos(untilNanos - System.nanoTime());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // By one of the two sides.
              }
            },
            "stalling-proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
