package exchequer.kubernetes.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Names of accounts by the book that keeps them. */
final class Accounts {
  static final int BOOKS = 64;

  private final String prefix;

  Accounts(String prefix) {
    this.prefix = prefix;
  }

  /** The book of an account: part of the contract between releases, so known here as well. */
  static int book(String account) {
    CRC32C hash = new CRC32C();
    hash.update(account.getBytes(US_ASCII));
    return (int) (hash.getValue() % BOOKS);
  }

  /** As many accounts of one book as are asked for. */
  List<String> ofBook(int book, int count) {
    List<String> found = new ArrayList<>();
    for (int i = 0; found.size() < count; i++) {
      String candidate = prefix + "-" + i;
      if (book(candidate) == book) {
        found.add(candidate);
      }
    }
    return found;
  }
}
