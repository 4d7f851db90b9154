package exchequer.ledger;

import java.util.Map;
import java.util.Optional;

/**
 * About how many bytes of heap something takes. Metadata is what makes the difference: a client may
 * send 8 KiB of it with each account and each transfer.
 */
public final class HeapSize {
  /** An account without metadata, with its place in memory. */
  private static final int ACCOUNT = 704;

  /** The knowledge that there is no such account. */
  private static final int ABSENT_ACCOUNT = 192;

  /** A transfer without metadata, with its place in memory. */
  private static final int TRANSFER = 640;

  /** A credit has no metadata; a refused one has no content either. */
  private static final int ACCEPTED_CREDIT = 640;

  private static final int REFUSED_CREDIT = 384;

  /** Beside the characters of a key and its value. */
  private static final int PAIR = 128;

  /** One in most texts, two where a character is not of Latin 1. */
  private static final int CHARACTER = 2;

  private HeapSize() {}

  public static int ofMetadata(Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return 0; // As most is; without an iterator.
    }
    int bytes = 0;
    for (Map.Entry<String, String> pair : metadata.entrySet()) {
      bytes += PAIR + CHARACTER * (pair.getKey().length() + pair.getValue().length());
    }
    return bytes;
  }

  static int of(Optional<Account> account) {
    return account.isPresent()
        ? ACCOUNT + ofMetadata(account.get().terms().metadata())
        : ABSENT_ACCOUNT;
  }

  static int of(Outcome transfer) {
    if (transfer instanceof Outcome.OfTransfer decided) {
      return TRANSFER + ofMetadata(decided.order().metadata());
    }
    boolean isAccepted = ((Outcome.OfCredit) transfer).credit().isPresent();
    return isAccepted ? ACCEPTED_CREDIT : REFUSED_CREDIT;
  }
}
