package exchequer.load.bench;

import exchequer.load.ledger.LedgerException;
import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.LoadSettings;
import exchequer.load.settings.WrongSettingException;
import java.util.List;

/** A run of the light generator, from its settings to the check that the ledger kept its word. */
final class CheckedRun {
  private static final int MONEY_WRONG = 1;
  private static final int WRONG_SETTING = 2;
  private static final int NO_LEDGER = 3;

  private CheckedRun() {}

  /** What is done between the opening of the accounts and the check of them. */
  interface Measurement {
    /**
     * @return what to print on standard output
     */
    String of(LoadSettings settings, LoadRun run) throws InterruptedException;
  }

  /**
   * Runs it.
   *
   * @param args settings over those of the JVM, such as {@code simulation=hot}
   * @return what to end the JVM with, as {@link exchequer.load.LoadMain} does
   */
  static int of(List<String> args, Measurement measurement) throws InterruptedException {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      System.setProperty(
          equals < 0 ? arg : arg.substring(0, equals), equals < 0 ? "" : arg.substring(equals + 1));
    }
    try {
      LoadSettings settings = LoadSettings.ofSystem();
      try (LoadRun run = new LoadRun(settings)) {
        run.open();
        System.out.println(measurement.of(settings, run));
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
}
