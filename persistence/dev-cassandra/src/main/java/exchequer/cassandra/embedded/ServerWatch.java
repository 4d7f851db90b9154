package exchequer.cassandra.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Notices that a running server has ended, or runs on without answering: as after a full disk, when
 * it ends its service for clients and not itself.
 *
 * @param answerWithin rounds are counted, a second each, and not time: a machine that was suspended
 *     makes nobody wait
 * @param answers asks the server
 * @param toldToEnd whether its end is wanted by now
 */
record ServerWatch(
    DataFolder folder, Duration answerWithin, BooleanSupplier answers, BooleanSupplier toldToEnd) {
  private static final long ROUND_SECONDS = 1;

  /** Returns at once; the failure may never come. */
  CompletableFuture<String> start(Process process) {
    CompletableFuture<String> failure = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                await(process)
                    .filter(text -> !toldToEnd.getAsBoolean())
                    .ifPresent(failure::complete),
            "watch-cassandra");
    thread.setDaemon(true);
    thread.start();
    return failure;
  }

  private Optional<String> await(Process process) {
    long silentRounds = 0;
    try {
      while (!process.waitFor(ROUND_SECONDS, TimeUnit.SECONDS)) {
        silentRounds = answers.getAsBoolean() ? 0 : silentRounds + 1;
        if (silentRounds >= answerWithin.toSeconds()) {
          return Optional.of(silent(process.pid()));
        }
      }
      return Optional.of(ended(process));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private String ended(Process process) {
    return "Cassandra (process %d) has ended with status %d. The end of its logs follows; what is stored is in %s.\n%s\n%s"
        .formatted(
            process.pid(),
            process.exitValue(),
            folder.root(),
            ServerLog.of(folder.output()),
            ServerLog.of(folder.log()));
  }

  private String silent(long pid) {
    return "Cassandra (process %d) has not answered for %d s. The end of its log follows; what is stored is in %s.\n%s"
        .formatted(pid, answerWithin.toSeconds(), folder.root(), ServerLog.of(folder.log()));
  }
}
