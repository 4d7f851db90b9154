package exchequer.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An asset as far as people need it: to read 1234 in EUR/2 as {@code 12.34 EUR}. */
record Asset(String code, int scale) {
  private static final Pattern NAME = Pattern.compile("([^/]*)/([0-9]{1,2})");
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,40}");

  /** Reads {@code CODE/SCALE}. What is not of that form is taken for a code without decimals. */
  static Asset parse(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? new Asset(matcher.group(1), Integer.parseInt(matcher.group(2)))
        : new Asset(name, 0);
  }

  /** Empty for what is no integer, such as {@code unbounded}. */
  String decimal(String units) {
    if (!INTEGER.matcher(units).matches()) return "";
    return new BigDecimal(new BigInteger(units), scale).toPlainString() + " " + code;
  }
}
