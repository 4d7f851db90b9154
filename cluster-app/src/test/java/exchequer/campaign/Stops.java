package exchequer.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stops processes and lets them go on, by a little process for each: a stopped process goes on, and
 * so notices that its parent is gone, also when the campaign is killed meanwhile.
 */
final class Stops implements AutoCloseable {
  private static final String ONCE = "kill -STOP $0 && sleep $1; kill -CONT $0";

  private static final String AGAIN_AND_AGAIN =
      "n=$1; while [ $n -gt 0 ] && kill -STOP $0; do sleep 4.5; kill -CONT $0; sleep 0.1;"
          + " n=$((n - 1)); done";

  private static final long ROUND_MILLIS = 4_600;

  private final Set<Process> running = ConcurrentHashMap.newKeySet();

  /** Returns when the process goes on; false when there was none. */
  boolean pause(long pid, long millis) {
    return run(ONCE, pid, String.format(Locale.ROOT, "%.3f", millis / 1e3));
  }

  /** Stopped for 4.5 s and running for 0.1 s, for about so long. */
  boolean stutter(long pid, long millis) {
    return run(AGAIN_AND_AGAIN, pid, Long.toString(Math.max(1, millis / ROUND_MILLIS)));
  }

  private boolean run(String script, long pid, String argument) {
    if (pid == 0 || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      return false;
    }
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", script, Long.toString(pid), argument)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      running.add(shell);
      try {
        shell.waitFor();
      } finally {
        running.remove(shell);
      }
      return true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      Commands.run("kill", "-CONT", Long.toString(pid));
      return true;
    }
  }

  /** What is stopped stays so: whoever closes this ends the stopped processes by SIGKILL. */
  @Override
  public void close() {
    running.forEach(shell -> shell.descendants().forEach(ProcessHandle::destroyForcibly));
    running.forEach(Process::destroyForcibly);
  }
}
