package exchequer.load.ledger;

import java.util.Locale;

/**
 * The accounts of one run, by number, and their asset. Number 0 is the bank, which may go below
 * zero without end; the others have a line of credit that no run uses up. An asset of its own keeps
 * a run's money apart from everything else in the ledger.
 */
public final class RunAccounts {
  /** Below what any number of transfers of {@link Orders} reaches. */
  static final String FLOOR = "-1000000000000000";

  static final String BANK_FLOOR = "unbounded";

  private final String asset;
  private final String[] ids;

  /**
   * @param run 1 to 10 letters and digits
   * @param accounts without the bank
   */
  public RunAccounts(String run, int accounts) {
    asset = "L" + run.toUpperCase(Locale.ROOT) + "/2";
    ids = new String[accounts + 1];
    ids[0] = run + "-bank";
    for (int number = 1; number < ids.length; number++) {
      ids[number] = run + "-" + number;
    }
  }

  /** With the bank. */
  public int count() {
    return ids.length;
  }

  /** {@code CODE/SCALE}. */
  public String asset() {
    return asset;
  }

  String id(int number) {
    return ids[number];
  }

  /** {@code accounts/{account}}. */
  public String name(int number) {
    return "accounts/" + ids[number];
  }

  static String floor(int number) {
    return number == 0 ? BANK_FLOOR : FLOOR;
  }
}
