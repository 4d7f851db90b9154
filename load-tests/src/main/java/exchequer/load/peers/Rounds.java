package exchequer.load.peers;

import exchequer.load.settings.Calls;
import exchequer.load.settings.PropertyReader;
import java.util.concurrent.TimeUnit;

/** What is measured in turns: each result is noted, and then the machine is left to itself. */
record Rounds(Workplace place, int pauseSeconds) {

  /** The ledger, called in this way, as results name it. */
  static String ledger(Calls call) {
    return "exchequer-" + PropertyReader.spelled(call);
  }

  void note(int round, String who, String line) throws InterruptedException {
    place.note("round=%d who=%s %s".formatted(round, who, line));
    TimeUnit.SECONDS.sleep(pauseSeconds);
  }
}
