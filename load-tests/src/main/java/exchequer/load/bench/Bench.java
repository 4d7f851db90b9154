package exchequer.load.bench;

import exchequer.load.ledger.LedgerException;
import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.LoadSettings;
import exchequer.load.settings.WrongSettingException;
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
  private static final int MONEY_WRONG = 1;
  private static final int WRONG_SETTING = 2;
  private static final int NO_LEDGER = 3;

  private Bench() {}

  /**
   * Ends the JVM, with the same codes as {@link exchequer.load.LoadMain}.
   *
   * @param args settings over those of the JVM, such as {@code simulation=hot}
   */
  public static void main(String[] args) throws InterruptedException {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      System.setProperty(
          equals < 0 ? arg : arg.substring(0, equals), equals < 0 ? "" : arg.substring(equals + 1));
    }
    System.exit(run());
  }

  private static int run() throws InterruptedException {
    try {
      LoadSettings settings = LoadSettings.ofSystem();
      try (LoadRun run = new LoadRun(settings)) {
        run.open();
        System.out.println(measured(settings, run));
        List<String> findings = run.check();
        System.err.println(run.tally().summary());
        findings.forEach(finding -> System.err.println("error: " + finding));
        return findings.isEmpty() ? 0 : MONEY_WRONG;
      }
    } catch (WrongSettingException wrong) {
      System.err.println("error: " + wrong.getMessage());
      return WRONG_SETTING;
    } catch (LedgerException failed) {
      System.err.println("error: the ledger failed the run: " + failed.getMessage());
      return NO_LEDGER;
    }
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
        "work=%s calls=%s in_flight=%d transfers_per_s=%.0f p50_ms=%.2f p99_ms=%.2f p999_ms=%.2f",
        settings.simulation().spelled(),
        settings.calls().name().toLowerCase(Locale.ROOT),
        settings.inFlight(),
        latencies.getTotalCount() / seconds,
        latencies.getValueAtPercentile(50) / 1e6,
        latencies.getValueAtPercentile(99) / 1e6,
        latencies.getValueAtPercentile(99.9) / 1e6);
  }
}
