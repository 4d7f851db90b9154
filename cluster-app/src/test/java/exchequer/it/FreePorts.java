package exchequer.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of loopback addresses that nothing listens on, and that nothing takes before the test does.
 *
 * <p>A port that the system picks (bind to 0) is one of those that it also gives to connections: it
 * may be picked a second time for the same node, or be in use as soon as the node starts. So these
 * lie below that range (Linux: from 32768, {@code net.ipv4.ip_local_port_range}; IANA, RFC 6335:
 * from 49152), and each is given out once, whatever the address.
 */
public final class FreePorts {
  static final int LOWEST = 20_000;
  static final int HIGHEST = 31_999;
  private static final int COUNT = HIGHEST - LOWEST + 1;

  /** Starts anywhere, since other JVMs look for ports at the same time. */
  private static final AtomicInteger TAKEN =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePorts() {}

  /** One that is free, and that this JVM has not given out before. */
  public static int on(String address) {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = LOWEST + Math.floorMod(TAKEN.getAndIncrement(), COUNT);
      if (isFree(address, port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no port from %d to %d is free on %s".formatted(LOWEST, HIGHEST, address));
  }

  private static boolean isFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(address))) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
