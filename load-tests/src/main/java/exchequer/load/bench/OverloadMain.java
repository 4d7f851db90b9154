package exchequer.load.bench;

import exchequer.load.cpu.DevProcesses;
import exchequer.load.ledger.LedgerException;
import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.LoadSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What an {@code exchequer dev} of this machine does of a load that is more than it takes: so many
 * transfers a second come whether others have ended or not, nothing is sent again, and an answer
 * later than the deadline after it was due counts as none. What has no place among those in flight
 * waits for half of its deadline, and is given up then. Prints a line of {@code name=value} for
 * each load.
 */
public final class OverloadMain {
  private static final long SAMPLE_MILLIS = 1_000;

  /** A load that the ledger takes easily, after each that it does not. */
  private static final double EASY = 0.5;

  /** An easy load's answers that must be in time for the ledger to be itself again. */
  private static final double NEARLY_ALL = 0.95;

  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int MOST_SECONDS_TO_RECOVER = 60;

  private final LoadSettings settings;
  private final LoadRun run;
  private final JvmMemory ledger;
  private final JvmMemory cassandra;

  private OverloadMain(LoadSettings settings, LoadRun run, long pid) {
    this.settings = settings;
    this.run = run;
    this.ledger = new JvmMemory(pid);
    this.cassandra = new JvmMemory(DevProcesses.of(pid).cassandra());
  }

  /**
   * Ends the JVM, with the same codes as {@link exchequer.load.LoadMain}.
   *
   * @param args process number of the ledger, multiples of {@code load.rate} with commas, such as
   *     {@code 1,2,5}, and settings; {@code load.rate} is what the ledger takes at most
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 2) {
      System.err.println("usage: OverloadMain LEDGER_PID MULTIPLES [name=value ...]");
      System.exit(2);
    }
    long pid = Long.parseLong(args[0]);
    List<Double> multiples = List.of(args[1].split(",")).stream().map(Double::valueOf).toList();
    System.exit(
        CheckedRun.of(
            List.of(args).subList(2, args.length),
            (settings, run) -> new OverloadMain(settings, run, pid).measure(multiples)));
  }

  private String measure(List<Double> multiples) throws InterruptedException {
    for (double multiple : multiples) {
      System.out.println(overload(multiple) + " back_s=" + secondsToRecover());
    }
    return "work=%s calls=%s metadata_bytes=%d posted=%d"
        .formatted(
            settings.simulation().spelled(),
            settings.calls().name().toLowerCase(Locale.ROOT),
            settings.metadataBytes(),
            run.tally().posted());
  }

  private String overload(double multiple) throws InterruptedException {
    int rate = (int) (settings.rate() * multiple);
    long refusedBefore = run.tally().refused();
    long unknownBefore = run.tally().unsettled();
    OpenLoad load = new OpenLoad(settings, run, rate, patience());
    load.start();
    TimeUnit.SECONDS.sleep(settings.warmUpSeconds());
    long givenUpBefore = load.givenUp();
    var unused = load.latencies();
    Histogram all = new Histogram(3);
    long ledgerBytes = 0;
    long cassandraBytes = 0;
    long startNanos = System.nanoTime();
    for (int second = 0; second < settings.seconds(); second++) {
      TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
      ledgerBytes = Math.max(ledgerBytes, ledger.heapBytes());
      cassandraBytes = Math.max(cassandraBytes, cassandra.heapBytes());
      all.add(load.latencies());
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    load.end();
    return String.format(
        Locale.ROOT,
        "multiple=%.1f rate=%d transfers_per_s=%.0f p50_ms=%.0f p99_ms=%.0f busy=%d unknown=%d"
            + " given_up=%d ledger_heap_bytes=%d cassandra_heap_bytes=%d",
        multiple,
        rate,
        all.getCountBetweenValues(0, TimeUnit.MILLISECONDS.toNanos(settings.deadlineMillis()))
            / seconds,
        all.getValueAtPercentile(50) / 1e6,
        all.getValueAtPercentile(99) / 1e6,
        run.tally().refused() - refusedBefore,
        run.tally().unsettled() - unknownBefore,
        load.givenUp() - givenUpBefore,
        ledgerBytes,
        cassandraBytes);
  }

  /** The other half of a caller's deadline is for the answer. */
  private Duration patience() {
    return Duration.ofMillis(settings.deadlineMillis() / 2);
  }

  /** Until an easy load is answered in time for a second. */
  private int secondsToRecover() throws InterruptedException {
    int rate = Math.max(1, (int) (settings.rate() * EASY));
    Load load = new OpenLoad(settings, run, rate, patience());
    load.start();
    try {
      for (int second = 1; second <= MOST_SECONDS_TO_RECOVER; second++) {
        TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        Histogram answers = load.latencies();
        if (answers.getCountBetweenValues(0, SOON_NANOS) >= rate * NEARLY_ALL) {
          return second;
        }
      }
      throw new LedgerException(
          "did not recover within " + MOST_SECONDS_TO_RECOVER + " s from too much load");
    } finally {
      load.end();
    }
  }
}
