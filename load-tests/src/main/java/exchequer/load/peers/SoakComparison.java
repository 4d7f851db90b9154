package exchequer.load.peers;

import exchequer.load.report.Result;
import exchequer.load.report.SoakReport;
import exchequer.load.settings.Calls;
import exchequer.load.settings.PropertyReader;
import exchequer.load.settings.WrongSettingException;
import java.io.IOException;
import java.util.List;

/** One load for long: does a ledger do at the end what it did at the start, and what grows? */
final class SoakComparison implements Comparison {
  /** One that is left out waits to be sent, and that counts, too. */
  private static final int MOST_WAITING = 20_000;

  private static final int LEAST_SAMPLES = 3;
  private static final String SHARE = "share";

  private final String rate;
  private final int share;
  private final int samples;
  private final int minutes;
  private final int sampleSeconds;
  private final int peakSeconds;
  private final int firstWarmUp;
  private final int warmUp;
  private final String work;
  private final int inFlight;
  private final Calls calls;
  private final SharedSettings shared;

  SoakComparison(PeerSettings settings) {
    rate = settings.word("rate", SHARE, "share|[1-9][0-9]{0,6}", "share, or a whole number");
    share = settings.number("share", 70, 1, 100);
    minutes = settings.number("minutes", 30, 1);
    sampleSeconds = settings.number("sample_seconds", 60, 1);
    peakSeconds = settings.number("peak_seconds", 20, 1);
    firstWarmUp = settings.number("first_warm_up", 60, 0);
    warmUp = settings.number("warm_up", 10, 0);
    work = settings.work("work", "uniform");
    inFlight = settings.number("in_flight", 512, 1);
    calls = settings.call("calls", Calls.STREAM);
    shared = SharedSettings.of(settings, "soak", 100_000, 1);
    samples = (int) Math.min(Integer.MAX_VALUE, minutes * 60L / sampleSeconds);
    if (samples < LEAST_SAMPLES) {
      throw new WrongSettingException(
          "sample_seconds",
          Integer.toString(sampleSeconds),
          "allowed is what has %d samples at least in minutes = %d"
              .formatted(LEAST_SAMPLES, minutes));
    }
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
    int sent = rate.equals(SHARE) ? shareOfPeak(place, load) : Integer.parseInt(rate);
    String asked = rate.equals(SHARE) ? share + " % of the peak" : "as asked for";
    System.err.printf("Sending %d transfers/s (%s) for %d min%n", sent, asked, minutes);
    int status = soak(place, ledger, load, sent);
    List<String> noted = place.noted();
    if (noted.stream().noneMatch(line -> line.startsWith("sample="))) {
      throw load.failed("SoakMain");
    }
    SoakReport.plot(noted, place.out("soak.svg"));
    place.report(
        "%s, %s, %s transfers/s (%s); %s; %d samples every %d s; %s"
            .formatted(
                work,
                PropertyReader.spelled(calls),
                Result.shown(sent, 0),
                asked,
                place.commitLogAndAccounts(),
                samples,
                sampleSeconds,
                place.conditions()),
        SoakReport.text(noted),
        "soak.svg");
    // That it is not flat is for who reads it; that money is not what was acknowledged is wrong.
    if (status != 0) {
      throw load.failed("SoakMain");
    }
  }

  private int shareOfPeak(Workplace place, LoadJvm load) throws IOException, InterruptedException {
    int peak = Peak.of(place, () -> load.bench(work, calls, inFlight, warmUp, peakSeconds));
    return Peak.part(peak, share);
  }

  private int soak(Workplace place, DevLedger ledger, LoadJvm load, int sent)
      throws IOException, InterruptedException {
    return load.program(
        "SoakMain",
        List.of(
            Long.toString(ledger.pid()),
            ledger.cassandraFolder().toString(),
            Integer.toString(samples)),
        work,
        calls,
        List.of(
            "load.model=open",
            "load.rate=" + sent,
            "load.in-flight=" + MOST_WAITING,
            "load.warm-up-seconds=" + warmUp,
            "load.seconds=" + sampleSeconds),
        place::note);
  }
}
