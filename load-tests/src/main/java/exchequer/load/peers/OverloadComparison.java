package exchequer.load.peers;

import exchequer.load.report.OverloadReport;
import exchequer.load.report.Result;
import exchequer.load.settings.Calls;
import exchequer.load.settings.PropertyReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** More load than a ledger takes: does it go on doing what it can do, and recover? */
final class OverloadComparison implements Comparison {
  /** What a connection has in flight at most. */
  private static final int OF_A_CONNECTION = 256;

  private final List<String> multiples;
  private final int seconds;
  private final int warmUp;
  private final int firstWarmUp;
  private final String work;
  private final int inFlight;
  private final int metadata;
  private final int deadline;
  private final int channels;
  private final Calls calls;
  private final double least;
  private final SharedSettings shared;

  OverloadComparison(PeerSettings settings) {
    multiples = settings.multiples("multiples", "1,2,5");
    seconds = settings.number("seconds", 20, 1);
    warmUp = settings.number("warm_up", 5, 0);
    firstWarmUp = settings.number("first_warm_up", 60, 0);
    work = settings.work("work", "uniform");
    inFlight = settings.number("in_flight", 512, 1);
    metadata = settings.number("metadata", 0, 0, 8_000);
    deadline = settings.number("deadline", 5_000, 1, 600_000);
    channels = settings.number("channels", 64, 1, 64);
    calls = settings.call("calls", Calls.STREAM);
    least = settings.share("least");
    shared = SharedSettings.of(settings, "overload", 50_000, 1);
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
    DevLedger ledger = DevLedger.start(place);
    LoadJvm load = new LoadJvm(place);
    load.warmUp(work, calls, inFlight, firstWarmUp);
    List<String> atPeak = new ArrayList<>(connections());
    atPeak.add("load.in-flight=" + inFlight);
    int peak = Peak.of(place, () -> load.bench(work, calls, atPeak, warmUp, seconds));
    if (overload(place, ledger, load, peak) != 0) {
      throw load.failed("OverloadMain");
    }
    OverloadReport report = OverloadReport.of(place.noted(), peak);
    place.report(
        "%s, %s, peak %s transfers/s; metadata: %d bytes; %s; %s"
            .formatted(
                work,
                PropertyReader.spelled(calls),
                Result.shown(peak, 0),
                metadata,
                place.commitLogAndAccounts(),
                place.conditions()),
        report.table());
    List<String> findings = report.findings(least);
    if (!findings.isEmpty()) {
      throw new PeersException(1, String.join("\nerror: ", findings));
    }
  }

  private int overload(Workplace place, DevLedger ledger, LoadJvm load, int peak)
      throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>(connections());
    settings.addAll(
        List.of(
            "load.retries=0",
            "load.rate=" + peak,
            "load.in-flight=" + channels * OF_A_CONNECTION,
            "load.deadline-millis=" + deadline,
            "load.warm-up-seconds=" + warmUp,
            "load.seconds=" + seconds));
    return load.program(
        "OverloadMain",
        List.of(Long.toString(ledger.pid()), String.join(",", multiples)),
        work,
        calls,
        settings,
        place::note);
  }

  private List<String> connections() {
    return List.of(
        "load.metadata-bytes=" + metadata, "load.channels=" + channels, "load.streams=" + channels);
  }
}
