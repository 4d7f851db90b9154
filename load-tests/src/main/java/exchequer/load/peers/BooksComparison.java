package exchequer.load.peers;

import exchequer.load.report.BooksReport;
import exchequer.load.settings.Calls;
import exchequer.load.settings.PropertyReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Ledgers with different numbers of books: transfers a second, and how many an append holds. */
final class BooksComparison implements Comparison {
  private final List<Integer> books;
  private final List<Integer> inFlight;
  private final int rounds;
  private final int seconds;
  private final int warmUp;
  private final int firstWarmUp;
  private final String work;
  private final Calls calls;
  private final SharedSettings shared;

  BooksComparison(PeerSettings settings) {
    books = settings.numbers("books", "16,32,64,256");
    inFlight = settings.numbers("in_flight", "64,512,4096");
    rounds = settings.number("rounds", 3, 1);
    seconds = settings.number("seconds", 15, 1);
    warmUp = settings.number("warm_up", 5, 0);
    firstWarmUp = settings.number("first_warm_up", 90, 0);
    work = settings.work("work", "uniform");
    calls = settings.call("calls", Calls.STREAM);
    shared = SharedSettings.of(settings, "books", 100_000, 1);
  }

  @Override
  public SharedSettings shared() {
    return shared;
  }

  @Override
  public Tools tools() {
    return Tools.LEDGER;
  }

  @Override
  public void run(Workplace place) throws IOException, InterruptedException {
    LoadJvm load = new LoadJvm(place);
    int typical = inFlight.get(Math.min(1, inFlight.size() - 1));
    for (int count : books) {
      DevLedger ledger = DevLedger.start(place, "exchequer.ledger.books=" + count);
      load.warmUp(work, calls, typical, firstWarmUp);
      for (int round = 1; round <= rounds; round++) {
        for (int atOnce : inFlight) {
          place.note("books=" + count + " " + measured(load, atOnce));
        }
      }
      ledger.stop();
    }
    place.report(
        "%s, %s; %s; medians of %d rounds of %d s; %s"
            .formatted(
                work,
                PropertyReader.spelled(calls),
                place.commitLogAndAccounts(),
                rounds,
                seconds,
                place.conditions()),
        BooksReport.table(place.noted()));
  }

  private String measured(LoadJvm load, int atOnce) throws IOException, InterruptedException {
    long before = load.appends();
    String line = load.bench(work, calls, atOnce, warmUp, seconds);
    double perAppend = (double) load.posted() / (load.appends() - before);
    return line + String.format(Locale.ROOT, " transfers_per_append=%.1f", perAppend);
  }
}
