package exchequer.load;

import exchequer.load.ledger.LedgerException;
import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.LoadSettings;
import exchequer.load.settings.WrongSettingException;
import exchequer.load.simulation.CurrentRun;
import exchequer.load.simulation.LedgerSimulation;
import io.gatling.app.Gatling$;
import java.util.List;

/** Runs one simulation, then checks that the ledger kept what it acknowledged. */
public final class LoadMain {
  static final int OK = 0;
  private static final int MONEY_WRONG = 1;
  private static final int WRONG_SETTING = 2;
  static final int NO_LEDGER = 3;
  private static final int REQUESTS_FAILED = 4;

  private LoadMain() {}

  /**
   * Ends the JVM: with 0 when all is well, 1 when the ledger is not what it acknowledged, 2 when a
   * setting is wrong, 3 when the ledger does not answer, 4 when requests failed.
   *
   * @param args settings over those of the JVM, such as {@code simulation=hot}
   */
  public static void main(String[] args) {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      System.setProperty(
          equals < 0 ? arg : arg.substring(0, equals), equals < 0 ? "" : arg.substring(equals + 1));
    }
    System.exit(run());
  }

  private static int run() {
    try {
      return run(LoadSettings.ofSystem());
    } catch (WrongSettingException wrong) {
      System.err.println("error: " + wrong.getMessage());
      return WRONG_SETTING;
    }
  }

  /** What the JVM is to end with. */
  static int run(LoadSettings settings) {
    System.out.println(settings);
    try (LoadRun run = new LoadRun(settings)) {
      return run(settings, run);
    } catch (LedgerException failed) {
      System.err.println("error: the ledger failed the run: " + failed.getMessage());
      return NO_LEDGER;
    }
  }

  private static int run(LoadSettings settings, LoadRun run) {
    System.out.printf("Opening %,d accounts%n", run.accounts().count());
    run.open();
    CurrentRun.set(settings, run);
    int status =
        Gatling$.MODULE$.fromArgs(
            new String[] {
              "--simulation", LedgerSimulation.classOf(settings.simulation()).getName(),
              "--results-folder", settings.reports().toAbsolutePath().toString(),
              "--run-description", "run " + settings.run() + ", seed " + settings.seed()
            });
    return concluded(run, status);
  }

  private static int concluded(LoadRun run, int gatlingStatus) {
    System.out.printf("Checking %,d accounts%n", run.accounts().count());
    List<String> findings = run.check();
    System.out.println(run.tally().summary());
    if (!findings.isEmpty()) {
      findings.forEach(finding -> System.err.println("error: " + finding));
      return MONEY_WRONG;
    }
    System.out.println("Money is conserved; every acknowledged transfer is there once.");
    return gatlingStatus == 0 ? OK : REQUESTS_FAILED;
  }
}
