package exchequer.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an account counts: {@code EUR/2} is the euro in cents.
 *
 * @param code 1 to 12 upper-case letters or digits, the first a letter
 * @param scale decimal places of the smallest unit, 0 to 18
 */
public record Asset(String code, int scale) {
  private static final Pattern FORM = Pattern.compile("([A-Z][A-Z0-9]{0,11})/(0|[1-9]|1[0-8])");

  /**
   * @throws IllegalArgumentException saying what is allowed
   */
  public static Asset parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "must be CODE/SCALE: 1 to 12 upper-case letters or digits starting with a letter,"
              + " then 0 to 18, such as EUR/2");
    }
    return new Asset(form.group(1), Integer.parseInt(form.group(2)));
  }

  @Override
  public String toString() {
    return code + "/" + scale;
  }
}
