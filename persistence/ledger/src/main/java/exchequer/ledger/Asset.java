package exchequer.ledger;

/**
 * What an account counts: {@code EUR/2} is the euro in cents.
 *
 * @param code 1 to 12 upper-case letters or digits, the first a letter
 * @param scale decimal places of the smallest unit, 0 to 18
 */
public record Asset(String code, int scale) {
  private static final int MAX_CODE_LENGTH = 12;

  /**
   * @throws IllegalArgumentException saying what is allowed
   */
  public static Asset parse(String text) {
    // By hand, not by a pattern: every transfer that is read has one.
    int slash = text.indexOf('/');
    if (!isCode(text, slash) || !isScale(text, slash + 1)) {
      throw new IllegalArgumentException(
          "must be CODE/SCALE: 1 to 12 upper-case letters or digits starting with a letter,"
              + " then 0 to 18, such as EUR/2");
    }
    int scale = Integer.parseInt(text, slash + 1, text.length(), 10);
    return new Asset(text.substring(0, slash), scale);
  }

  private static boolean isCode(String text, int end) {
    if (end < 1 || end > MAX_CODE_LENGTH || !isIn('A', 'Z', text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < end; i++) {
      char c = text.charAt(i);
      if (!isIn('A', 'Z', c) && !isIn('0', '9', c)) {
        return false;
      }
    }
    return true;
  }

  /** 0 to 18, without a leading zero. */
  private static boolean isScale(String text, int start) {
    return switch (text.length() - start) {
      case 1 -> isIn('0', '9', text.charAt(start));
      case 2 -> text.charAt(start) == '1' && isIn('0', '8', text.charAt(start + 1));
      default -> false;
    };
  }

  private static boolean isIn(char first, char last, char c) {
    return first <= c && c <= last;
  }

  @Override
  public String toString() {
    return code + "/" + scale;
  }
}
