package exchequer.load.peers;

import exchequer.load.settings.Calls;
import exchequer.load.settings.PropertyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What the processor time of a transfer goes to. */
final class CpuComparison implements Comparison {
  private final int rounds;
  private final int seconds;
  private final int warmUp;
  private final String work;
  private final int inFlight;
  private final int nodes;
  private final int books;
  private final Calls calls;
  private final SharedSettings shared;

  CpuComparison(PeerSettings settings) {
    rounds = settings.number("rounds", 3, 1);
    seconds = settings.number("seconds", 30, 1);
    warmUp = settings.number("warm_up", 90, 0);
    work = settings.work("work", "uniform");
    inFlight = settings.number("in_flight", 512, 1);
    nodes = settings.number("nodes", 1, 1, 16);
    books = settings.number("books", 16, 1);
    calls = settings.call("calls", Calls.STREAM);
    shared = SharedSettings.of(settings, "cpu", 100_000, nodes);
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
    DevLedger ledger = DevLedger.start(place, "exchequer.ledger.books=" + books);
    LoadJvm load = new LoadJvm(place);
    List<String> table = new ArrayList<>();
    System.out.printf(
        "%n%s, %s, %d in flight; nodes: %d; books: %d; %s; %d rounds of %d s, %s%n%n",
        work,
        PropertyReader.spelled(calls),
        inFlight,
        nodes,
        books,
        place.commitLogAndAccounts(),
        rounds,
        seconds,
        place.conditions());
    int status =
        load.program(
            "CpuMain",
            List.of(Long.toString(ledger.pid()), Integer.toString(rounds), shared.out().toString()),
            work,
            calls,
            List.of(
                "load.in-flight=" + inFlight,
                "load.warm-up-seconds=" + warmUp,
                "load.seconds=" + seconds),
            line -> {
              System.out.println(line);
              table.add(line);
            });
    Files.write(place.out("table.md"), table);
    if (status != 0) {
      throw load.failed("CpuMain");
    }
    System.out.printf("%nWritten: %s, %s%n", place.out("table.md"), place.out("recording-*.jfr"));
  }
}
