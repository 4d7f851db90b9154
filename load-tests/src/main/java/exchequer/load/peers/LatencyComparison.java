package exchequer.load.peers;

import exchequer.load.report.LatencyReport;
import exchequer.load.report.Results;
import exchequer.load.settings.Calls;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Latencies of the ledger and of PostgreSQL at the same load, in turns. */
final class LatencyComparison implements Comparison {
  /** One that is left out waits to be sent, and that counts, too. */
  private static final int MOST_WAITING = 20_000;

  private static final String HALF = "half";
  private static final int HALF_PERCENT = 50;

  private final String rate;
  private final int roundCount;
  private final int seconds;
  private final int warmUp;
  private final int firstWarmUp;
  private final List<String> works;
  private final int inFlight;
  private final int clients;
  private final List<Calls> calls;
  private final int pause;
  private final SharedSettings shared;

  LatencyComparison(PeerSettings settings) {
    rate = settings.word("rate", HALF, "half|[1-9][0-9]{0,6}", "half, or a whole number");
    roundCount = settings.number("rounds", 5, 1);
    seconds = settings.number("seconds", 30, 1);
    warmUp = settings.number("warm_up", 10, 0);
    firstWarmUp = settings.number("first_warm_up", 60, 0);
    works = settings.works("works", "uniform");
    inFlight = settings.number("in_flight", 512, 1);
    clients = settings.number("clients", 64, 1, 1_000);
    calls = settings.calls("calls", "stream,unary");
    pause = settings.number("pause", 5, 0);
    shared = SharedSettings.of(settings, "latency", 100_000, 1);
  }

  @Override
  public SharedSettings shared() {
    return shared;
  }

  @Override
  public Tools tools() {
    return Tools.LEDGER_AND_POSTGRES;
  }

  @Override
  public void run(Workplace place) throws IOException, InterruptedException {
    Postgres postgres = Postgres.start(place);
    DevLedger.start(place);
    LoadJvm load = new LoadJvm(place);
    Rounds rounds = new Rounds(place, pause);
    load.warmUp(works.get(0), calls.get(calls.size() - 1), inFlight, firstWarmUp);
    for (String work : works) {
      int at = rate.equals(HALF) ? halfOfPeak(work, postgres, load) : Integer.parseInt(rate);
      List<String> open =
          List.of("load.model=open", "load.rate=" + at, "load.in-flight=" + MOST_WAITING);
      for (int round = 1; round <= roundCount; round++) {
        rounds.note(round, "postgres", postgres.atRate(work, clients, at, warmUp, seconds));
        for (Calls call : calls) {
          rounds.note(round, Rounds.ledger(call), load.bench(work, call, open, warmUp, seconds));
        }
      }
    }
    postgres.check();
    place.report(
        "%s; %d rounds of %d s, in turns; %s"
            .formatted(place.commitLogAndAccounts(), roundCount, seconds, place.conditions()),
        LatencyReport.table(new Results(place.noted())));
  }

  /** Of the lowest peak among those compared. */
  private int halfOfPeak(String work, Postgres postgres, LoadJvm load)
      throws IOException, InterruptedException {
    int lowest = peak("postgres", postgres.closed(work, clients, warmUp, seconds));
    for (Calls call : calls) {
      lowest =
          Math.min(
              lowest, peak(Rounds.ledger(call), load.bench(work, call, inFlight, warmUp, seconds)));
    }
    return Peak.part(lowest, HALF_PERCENT);
  }

  private int peak(String who, String line) throws InterruptedException {
    System.err.println("peak: " + who + " " + line);
    TimeUnit.SECONDS.sleep(pause);
    return LoadJvm.rate(line);
  }
}
