package exchequer.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way from one node to Cassandra. What goes one way or the other can be held up; what was sent
 * before arrives in the end, also when the node is dead by then.
 */
final class StorageLink implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;
  private static final int CONNECTIONS_WAITING = 50;

  private final InetSocketAddress cassandra;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Gate writes = new Gate();
  private final Gate answers = new Gate();

  /** Lets bytes through, or holds them until it is opened. */
  static final class Gate {
    private boolean isHeld;

    synchronized void hold() {
      isHeld = true;
    }

    synchronized void open() {
      isHeld = false;
      notifyAll();
    }

    private synchronized void pass() throws InterruptedException {
      while (isHeld) {
        wait();
      }
    }
  }

  /**
   * @param host where the node finds it
   */
  StorageLink(String host, InetSocketAddress cassandra) {
    this.cassandra = cassandra;
    try {
      server = new ServerSocket(0, CONNECTIONS_WAITING, InetAddress.getByName(host));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    start("storage-link", this::accept);
  }

  String address() {
    return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  /** What the node sends. */
  Gate writes() {
    return writes;
  }

  /** What Cassandra answers. */
  Gate answers() {
    return answers;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException ended) {
        // Closed, or the connection was given up before it was taken.
      }
    }
  }

  private void connect(Socket node) throws IOException {
    Socket storage = new Socket();
    try {
      storage.connect(cassandra);
    } catch (IOException down) {
      node.close();
      storage.close();
      return;
    }
    node.setTcpNoDelay(true);
    storage.setTcpNoDelay(true);
    sockets.add(node);
    sockets.add(storage);
    AtomicInteger ways = new AtomicInteger(2);
    start("to-cassandra", () -> forward(node, storage, writes, ways));
    start("from-cassandra", () -> forward(storage, node, answers, ways));
  }

  /** Reads to the end, whether or not anybody takes it: what goes the other way may be held. */
  private void forward(Socket from, Socket to, Gate gate, AtomicInteger ways) {
    byte[] chunk = new byte[CHUNK];
    boolean taken = true;
    try {
      InputStream in = from.getInputStream();
      for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
        gate.pass();
        taken = taken && write(to, chunk, size);
      }
    } catch (IOException broken) {
      // The other end died: an end like another.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    end(from, to, gate, ways);
  }

  private static boolean write(Socket to, byte[] chunk, int size) {
    try {
      to.getOutputStream().write(chunk, 0, size);
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private void end(Socket from, Socket to, Gate gate, AtomicInteger ways) {
    try {
      gate.pass();
      to.shutdownOutput();
    } catch (IOException closedAlready) {
      // As wanted.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (ways.decrementAndGet() == 0) {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException closedAlready) {
      // As wanted.
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException closedAlready) {
      // As wanted.
    }
    sockets.forEach(this::close);
    writes.open();
    answers.open();
  }
}
