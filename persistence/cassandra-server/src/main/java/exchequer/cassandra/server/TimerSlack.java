package exchequer.cassandra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How late Linux may wake a thread that sleeps for a time. Cassandra's idle request threads sleep
 * for 10 µs, look for work and sleep again (SEPWorker): with Linux' 50 µs of slack, that is tens of
 * thousands of wake-ups a second, a fifth of what two cores do under load.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_timerslack_ns.5.html">
 *     proc_pid_timerslack_ns(5)</a>
 */
final class TimerSlack {
  private static final long NANOS = 250_000;

  private TimerSlack() {}

  /** Of the calling thread, and of those that it and they start from now on. */
  static void widen() {
    Path thread = Path.of("/proc/thread-self");
    if (!Files.exists(thread)) {
      return; // No Linux.
    }
    try {
      Path number = Files.readSymbolicLink(thread).getFileName();
      Files.writeString(Path.of("/proc", number.toString(), "timerslack_ns"), Long.toString(NANOS));
    } catch (IOException e) {
      System.err.println("Cassandra will look for work more often than it need: " + e);
    }
  }
}
