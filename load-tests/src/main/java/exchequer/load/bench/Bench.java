package exchequer.load.bench;

import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.LoadSettings;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Transfers per second and their latencies, with a client that costs little: 2 to 3 µs a transfer
 * where Gatling takes several times as much. Prints one line of {@code name=value} on standard
 * output, and checks the ledger as simulations do.
 */
public final class Bench {
  private Bench() {}

  /**
   * Ends the JVM, with the same codes as {@link exchequer.load.LoadMain}.
   *
   * @param args settings over those of the JVM, such as {@code simulation=hot}
   */
  public static void main(String[] args) throws InterruptedException {
    System.exit(CheckedRun.of(List.of(args), Bench::measured));
  }

  private static String measured(LoadSettings settings, LoadRun run) throws InterruptedException {
    Load load = Load.of(settings, run);
    load.start();
    TimeUnit.SECONDS.sleep(settings.warmUpSeconds());
    var unused = load.latencies();
    long startNanos = System.nanoTime();
    TimeUnit.SECONDS.sleep(settings.seconds());
    Histogram latencies = load.latencies();
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    load.end();
    return String.format(
        Locale.ROOT,
        "work=%s calls=%s %s transfers_per_s=%.0f p50_ms=%.2f p99_ms=%.2f p999_ms=%.2f",
        settings.simulation().spelled(),
        settings.calls().name().toLowerCase(Locale.ROOT),
        kept(settings),
        latencies.getTotalCount() / seconds,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6,
        latencies.getValueAtPercentile(99.9) / 1e6);
  }

  private static String kept(LoadSettings settings) {
    return switch (settings.model()) {
      case CLOSED -> "in_flight=" + settings.inFlight();
      case OPEN -> "rate=" + settings.rate();
    };
  }
}
