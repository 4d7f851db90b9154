package exchequer.it;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A signal to one process, by its id. */
final class Signal {
  private Signal() {}

  /** SIGSTOP: the process stands still as it is, with its connections open. */
  static void stop(long pid) {
    send("STOP", pid);
  }

  /** SIGCONT. */
  static void goOn(long pid) {
    send("CONT", pid);
  }

  private static void send(String name, long pid) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("no SIG" + name + " to " + pid);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
