package exchequer.load.bench;

import exchequer.load.cpu.DevProcesses;
import exchequer.load.ledger.LedgerException;
import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.LoadSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One load for long on an {@code exchequer dev} of this machine, and what grows meanwhile: the
 * heaps of it and of the Cassandra that is its child, and Cassandra's files. Prints a line of
 * {@code name=value} for each sample, and one of the whole.
 */
public final class SoakMain {
  private final LoadSettings settings;
  private final LoadRun run;
  private final int samples;
  private final Path files;
  private final JvmMemory ledger;
  private final JvmMemory cassandra;

  private SoakMain(LoadSettings settings, LoadRun run, long pid, Path files, int samples) {
    this.settings = settings;
    this.run = run;
    this.samples = samples;
    this.files = files;
    this.ledger = new JvmMemory(pid);
    this.cassandra = new JvmMemory(DevProcesses.of(pid).cassandra());
  }

  /**
   * Ends the JVM, with the same codes as {@link exchequer.load.LoadMain}.
   *
   * @param args process number of the ledger, its Cassandra's folder, number of samples, settings
   *     such as {@code load.rate=4000}; {@code load.seconds} is the time between two samples
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 3) {
      System.err.println("usage: SoakMain LEDGER_PID CASSANDRA_FOLDER SAMPLES [name=value ...]");
      System.exit(2);
    }
    long pid = Long.parseLong(args[0]);
    Path files = Path.of(args[1]);
    int samples = Integer.parseInt(args[2]);
    System.exit(
        CheckedRun.of(
            List.of(args).subList(3, args.length),
            (settings, run) -> new SoakMain(settings, run, pid, files, samples).measure()));
  }

  private String measure() throws InterruptedException {
    Load load = Load.of(settings, run);
    load.start();
    TimeUnit.SECONDS.sleep(settings.warmUpSeconds());
    System.out.println(sample(0, 0) + held(0));
    var unused = load.latencies();
    long startNanos = System.nanoTime();
    long lastNanos = startNanos;
    for (int number = 1; number <= samples; number++) {
      long dueNanos = startNanos + TimeUnit.SECONDS.toNanos((long) number * settings.seconds());
      TimeUnit.NANOSECONDS.sleep(dueNanos - System.nanoTime());
      Histogram latencies = load.latencies();
      long nowNanos = System.nanoTime();
      System.out.println(
          sample(number, (nowNanos - startNanos) / 1e9)
              + throughput(latencies, (nowNanos - lastNanos) / 1e9)
              + held(number));
      lastNanos = nowNanos;
    }
    load.end();
    return "work=%s calls=%s posted=%d failed=%d"
        .formatted(
            settings.simulation().spelled(),
            settings.calls().name().toLowerCase(Locale.ROOT),
            run.tally().posted(),
            failed());
  }

  private String sample(int number, double seconds) {
    return String.format(
        Locale.ROOT,
        "sample=%d minute=%.2f rate=%d posted=%d failed=%d",
        number,
        seconds / 60,
        settings.rate(),
        run.tally().posted(),
        failed());
  }

  /** Those that were refused, and those whose sender gave up. */
  private long failed() {
    return run.tally().refused() + run.tally().unsettled();
  }

  private static String throughput(Histogram latencies, double seconds) {
    return String.format(
        Locale.ROOT,
        " transfers_per_s=%.0f p50_ms=%.2f p99_ms=%.2f",
        latencies.getTotalCount() / seconds,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6);
  }

  private String held(int number) {
    try {
      DiskUse disk = DiskUse.of(files);
      String held =
          " ledger_heap_bytes=%d ledger_resident_bytes=%d cassandra_heap_bytes=%d cassandra_resident_bytes=%d"
              .formatted(
                  ledger.heapBytes(),
                  ledger.residentBytes(),
                  cassandra.heapBytes(),
                  cassandra.residentBytes());
      return held
          + " data_bytes=%d commit_log_bytes=%d".formatted(disk.dataBytes(), disk.commitLogBytes())
          + (collects(number) ? live() : "");
    } catch (IOException | UncheckedIOException | IllegalStateException failed) {
      throw new LedgerException("its memory or files can't be read: " + failed.getMessage());
    }
  }

  private String live() {
    return " ledger_live_bytes=%d cassandra_live_bytes=%d"
        .formatted(ledger.liveHeapBytes(), cassandra.liveHeapBytes());
  }

  /**
   * At the start and after each third. What a young collection leaves has garbage of the old
   * generation in it, and rises until that is collected, which may be hours: it can't tell a leak.
   * A full collection can, but stops everything for a while, so there are four.
   */
  private boolean collects(int number) {
    return number == 0
        || number == samples / 3
        || number == samples - samples / 3
        || number == samples;
  }
}
