package exchequer.load.simulation;

import exchequer.load.ledger.Tally;
import exchequer.load.settings.LoadSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Says every so many seconds how much was done in them, on standard output and as lines of {@code
 * RUN-throughput.csv} beside the reports.
 */
final class Throughput {
  private final int everySeconds;
  private final Path file;
  private final Tally tally;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Throughput::thread);
  private long posted;
  private long reads;
  private long startNanos;
  private long lastNanos;

  Throughput(LoadSettings settings, Tally tally) {
    this.everySeconds = settings.printSeconds();
    this.file = settings.reports().resolve(settings.run() + "-throughput.csv");
    this.tally = tally;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "throughput");
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    write("seconds,transfers_per_s,reads_per_s,sent_again\n");
    posted = tally.posted();
    reads = tally.reads();
    startNanos = System.nanoTime();
    lastNanos = startNanos;
    var unused =
        clock.scheduleAtFixedRate(this::print, everySeconds, everySeconds, TimeUnit.SECONDS);
  }

  void stop() {
    clock.shutdownNow();
  }

  private void print() {
    long nowNanos = System.nanoTime();
    double seconds = (nowNanos - lastNanos) / 1e9;
    double transfers = (tally.posted() - posted) / seconds;
    double answered = (tally.reads() - reads) / seconds;
    lastNanos = nowNanos;
    posted = tally.posted();
    reads = tally.reads();
    double sinceStart = (nowNanos - startNanos) / 1e9;
    System.out.printf(
        "%,.0f s: %,.0f transfers/s, %,.0f reads/s; %s%n",
        sinceStart, transfers, answered, tally.summary());
    write("%.0f,%.0f,%.0f,%d%n".formatted(sinceStart, transfers, answered, tally.resent()));
  }

  private void write(String line) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
