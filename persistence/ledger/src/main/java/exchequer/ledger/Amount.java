package exchequer.ledger;

import java.math.BigInteger;
import java.util.Objects;

/**
 * An exact sum of money in an asset's smallest unit, |value| &lt; 10^38: wide enough for 18-decimal
 * assets, narrow enough for 128 bits.
 */
public final class Amount implements Comparable<Amount> {
  /** The most decimal digits an amount has. */
  public static final int MAX_DIGITS = 38;

  private static final BigInteger BOUND = BigInteger.TEN.pow(MAX_DIGITS);

  public static final Amount ZERO = new Amount(BigInteger.ZERO);

  private final BigInteger units;

  private Amount(BigInteger units) {
    this.units = units;
  }

  /**
   * @throws IllegalArgumentException when |units| is 10^38 or more
   */
  public static Amount of(BigInteger units) {
    if (!fits(units)) {
      throw new IllegalArgumentException(
          "must have at most " + MAX_DIGITS + " digits, has " + units.abs().toString().length());
    }
    return new Amount(units);
  }

  public static Amount of(long units) {
    return new Amount(BigInteger.valueOf(units));
  }

  /**
   * Reads a decimal integer: an optional minus sign, then 1 to 38 digits, no leading zeros, no
   * "-0". One amount has one spelling, so that equal requests are equal strings.
   *
   * @throws IllegalArgumentException saying what is allowed
   */
  public static Amount parse(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int digits = text.length() - start;
    boolean plain = digits >= 1 && digits <= MAX_DIGITS;
    for (int i = start; plain && i < text.length(); i++) {
      plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!plain || (text.charAt(start) == '0' && text.length() > 1)) {
      throw new IllegalArgumentException(
          "must be a decimal integer of at most " + MAX_DIGITS + " digits without leading zeros");
    }
    return digits <= 18 ? of(Long.parseLong(text)) : new Amount(new BigInteger(text));
  }

  /** Whether the sum is an amount; when not, {@link #plus} throws. */
  public boolean canAdd(Amount other) {
    return (isFarInside(units) && isFarInside(other.units)) || fits(units.add(other.units));
  }

  /** So that the sum of two such is an amount, and need not be made to know it. */
  private static boolean isFarInside(BigInteger value) {
    return value.bitLength() < 125;
  }

  /**
   * @throws ArithmeticException when the sum is not an amount; ask {@link #canAdd} first
   */
  public Amount plus(Amount other) {
    return result(units.add(other.units));
  }

  /**
   * @throws ArithmeticException when the difference is not an amount
   */
  public Amount minus(Amount other) {
    return result(units.subtract(other.units));
  }

  private static Amount result(BigInteger units) {
    if (!fits(units)) {
      throw new ArithmeticException("the result has more than " + MAX_DIGITS + " digits");
    }
    return new Amount(units);
  }

  public Amount negated() {
    return new Amount(units.negate());
  }

  public boolean isZero() {
    return units.signum() == 0;
  }

  public boolean isPositive() {
    return units.signum() > 0;
  }

  public boolean isNegative() {
    return units.signum() < 0;
  }

  public boolean isBelow(Amount other) {
    return units.compareTo(other.units) < 0;
  }

  public boolean isAbove(Amount other) {
    return units.compareTo(other.units) > 0;
  }

  public BigInteger units() {
    return units;
  }

  private static boolean fits(BigInteger value) {
    // 10^38 has 127 bits: whatever needs fewer is inside, which spares most sums the comparison.
    return value.bitLength() < 126 || value.abs().compareTo(BOUND) < 0;
  }

  @Override
  public int compareTo(Amount other) {
    return units.compareTo(other.units);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Amount amount && units.equals(amount.units);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(units);
  }

  @Override
  public String toString() {
    return units.toString();
  }
}
