package exchequer.cassandra.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.cassandra.service.CassandraDaemon;
import org.apache.cassandra.service.StorageService;

/**
 * A Cassandra whose life hangs on its standard input, which its parent holds open.
 *
 * <p>The line {@code stop}, or the end of the input, ends it. A pipe is closed by the kernel when
 * its holder dies, however it dies, so no server outlives the process that wanted it.
 *
 * <p>Arguments: the path of a {@code cassandra.yaml}, and the path of the file to lock while
 * running.
 */
public final class CassandraServer {
  /** Exit status: called with the wrong arguments. */
  static final int EXIT_USAGE = 2;

  /** Exit status: another live process serves the same folder. */
  static final int EXIT_LOCKED = 64;

  /** Exit status: stopping took longer than {@link #STOP_TIMEOUT_MILLIS}. */
  static final int EXIT_STUCK = 70;

  /** Less than the parent's patience, so that the parent sees why. */
  private static final long STOP_TIMEOUT_MILLIS = 10_000;

  private static volatile boolean started;

  private CassandraServer() {}

  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println(
          "Two arguments are needed: the path of cassandra.yaml, and of the lock file.");
      Runtime.getRuntime().halt(EXIT_USAGE);
    }
    startDaemonThread("lifeline", CassandraServer::stopAtEndOfInput);
    TerminalSignals.leaveToParent();
    if (!FolderLock.acquire(Path.of(arguments[1]))) {
      System.err.println("Another process has locked " + arguments[1] + ".");
      Runtime.getRuntime().halt(EXIT_LOCKED);
    }
    TimerSlack.widen();
    System.setProperty("cassandra.config", Path.of(arguments[0]).toUri().toString());
    CassandraDaemon.main(new String[0]);
    started = true;
  }

  private static void stopAtEndOfInput() {
    Lifeline.awaitEnd(System.in);
    stop();
  }

  /** Cassandra may be killed at any time; draining only spares the next start the commit log. */
  private static void stop() {
    if (!started) {
      Runtime.getRuntime().halt(0);
    }
    startDaemonThread("halt", CassandraServer::haltWhenStuck);
    try {
      StorageService.instance.drain();
    } catch (IOException | ExecutionException e) {
      System.err.println("Cassandra did not drain, its commit log will be replayed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void haltWhenStuck() {
    try {
      Thread.sleep(STOP_TIMEOUT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_STUCK);
  }

  private static void startDaemonThread(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
