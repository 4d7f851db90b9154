package exchequer.cassandra.embedded;

import static exchequer.cassandra.embedded.CassandraStartException.Reason.DIED;
import static exchequer.cassandra.embedded.CassandraStartException.Reason.FOLDER_IN_USE;
import static exchequer.cassandra.embedded.CassandraStartException.Reason.TIMED_OUT;

import exchequer.cassandra.embedded.CassandraStartException.Reason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The wait until a server answers, and what to say meanwhile and when it does not. */
record Startup(CassandraSettings settings, DataFolder folder, Ports ports, Process process) {
  private static final long POLL_MILLIS = 50;
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

  /** {@code CassandraServer.EXIT_LOCKED}, of a class path that is not ours. */
  private static final int EXIT_LOCKED = 64;

  void await() {
    long begunNanos = System.nanoTime();
    long nextLineNanos = BETWEEN_LINES.toNanos();
    say("Starting Cassandra for development, data in " + folder.root());
    while (!CqlProbe.isAnswered(settings.address(), ports.cql())) {
      if (hasEndedWithin(POLL_MILLIS)) {
        throw died();
      }
      long waitedNanos = System.nanoTime() - begunNanos;
      if (waitedNanos > settings.startTimeout().toNanos()) {
        throw timedOut();
      }
      if (waitedNanos > nextLineNanos) {
        nextLineNanos += BETWEEN_LINES.toNanos();
        say("Waiting for Cassandra to answer on %s, %d s".formatted(where(), seconds(waitedNanos)));
      }
    }
    // Another server may have taken the port since it was found free; then ours has failed.
    if (hasEndedWithin(0)) {
      throw died();
    }
    say(
        "Cassandra answers on %s after %.1f s (process %d)"
            .formatted(where(), (System.nanoTime() - begunNanos) / 1e9, process.pid()));
  }

  private void say(String line) {
    settings.progress().accept(line);
  }

  private String where() {
    return settings.address() + ":" + ports.cql();
  }

  private static long seconds(long nanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  private boolean hasEndedWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(TIMED_OUT, "Interrupted while Cassandra was starting.");
    }
  }

  private CassandraStartException died() {
    int status = process.exitValue();
    Reason reason = status == EXIT_LOCKED ? FOLDER_IN_USE : DIED;
    return failure(
        reason,
        "Cassandra ended with status %d before it answered on %s. The end of its logs follows; if they name a damaged file or a change of settings, move %s away and start with an empty one.\n%s\n%s"
            .formatted(
                status,
                where(),
                folder.root(),
                ServerLog.of(folder.output()),
                ServerLog.of(folder.log())));
  }

  private CassandraStartException timedOut() {
    return failure(
        TIMED_OUT,
        "Cassandra did not answer on %s within %d s. Allow more time, or see the end of its log.\n%s"
            .formatted(where(), settings.startTimeout().toSeconds(), ServerLog.of(folder.log())));
  }

  private static CassandraStartException failure(Reason reason, String message) {
    return new CassandraStartException(reason, message);
  }
}
