package exchequer.load.peers;

import exchequer.load.report.ComparisonReport;
import exchequer.load.report.LeastRatio;
import exchequer.load.report.Results;
import exchequer.load.settings.Calls;
import java.io.IOException;
import java.util.List;

/** The same work by the ledger and by PostgreSQL in turns, and what Cassandra takes at most. */
final class RunComparison implements Comparison {
  /** As many appends at once as a node of the ledger makes. */
  private static final int RAW_AT_ONCE = 8;

  private static final int RAW_SAMPLE_APPENDS = 20_000;

  private final int roundCount;
  private final int seconds;
  private final int warmUp;
  private final int firstWarmUp;
  private final List<String> works;
  private final List<Integer> inFlight;
  private final List<Calls> calls;
  private final boolean isRaw;
  private final List<LeastRatio> least;
  private final int pause;
  private final SharedSettings shared;

  RunComparison(PeerSettings settings) {
    roundCount = settings.number("rounds", 5, 1);
    seconds = settings.number("seconds", 30, 1);
    warmUp = settings.number("warm_up", 10, 0);
    firstWarmUp = settings.number("first_warm_up", 60, 0);
    works = settings.works("works", "uniform,hot,hot-source");
    inFlight = settings.numbers("in_flight", "64,512");
    calls = settings.calls("calls", "stream,unary");
    isRaw = settings.word("raw", "on", "on|off", "on, off").equals("on");
    least = settings.ratios("least");
    pause = settings.number("pause", 5, 0);
    shared = SharedSettings.of(settings, "peers", 100_000, 1);
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
    load.warmUp(
        works.get(0), calls.get(calls.size() - 1), inFlight.get(inFlight.size() - 1), firstWarmUp);
    for (int round = 1; round <= roundCount; round++) {
      for (String work : works) {
        for (int atOnce : inFlight) {
          rounds.note(round, "postgres", postgres.closed(work, atOnce, warmUp, seconds));
          for (Calls call : calls) {
            String who = Rounds.ledger(call);
            rounds.note(round, who, load.bench(work, call, atOnce, warmUp, seconds));
          }
        }
      }
      if (isRaw) {
        String line = load.raw(RAW_AT_ONCE, warmUp, seconds, RAW_SAMPLE_APPENDS);
        rounds.note(round, "cassandra-raw work=log", line);
      }
    }
    postgres.check();
    report(place, new Results(place.noted()));
  }

  private void report(Workplace place, Results results) throws IOException {
    ComparisonReport.plot(results, place.out("peers.svg"));
    place.report(
        "%s; %d rounds of %d s, in turns; %s"
            .formatted(place.commitLogAndAccounts(), roundCount, seconds, place.conditions()),
        ComparisonReport.table(results) + ComparisonReport.limits(results),
        "peers.svg");
    List<String> findings = ComparisonReport.findings(results, least);
    if (!findings.isEmpty()) {
      throw new PeersException(1, String.join("\nerror: ", findings));
    }
  }
}
