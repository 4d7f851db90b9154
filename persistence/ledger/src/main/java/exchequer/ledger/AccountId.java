package exchequer.ledger;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Names an account within the ledger.
 *
 * @param value 1 to 64 characters: letters, digits and {@code -._~:}, the first a letter or a digit
 */
public record AccountId(String value) {
  /** The most characters an id has. */
  public static final int MAX_LENGTH = 64;

  /**
   * @throws IllegalArgumentException saying what is allowed
   */
  public AccountId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "must be 1 to 64 letters, digits or -._~: and start with a letter or a digit");
    }
  }

  /**
   * The book that keeps this account, 0 to {@code books - 1}. Fixed for ever: the CRC-32C of the id
   * in ASCII, modulo the number of books.
   */
  public int book(int books) {
    CRC32C hash = new CRC32C();
    hash.update(value.getBytes(StandardCharsets.US_ASCII));
    return (int) (hash.getValue() % books);
  }

  private static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !isAlphanumeric(value.charAt(0))) {
      return false;
    }
    for (int i = 1; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!isAlphanumeric(c) && "-._~:".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return value;
  }
}
