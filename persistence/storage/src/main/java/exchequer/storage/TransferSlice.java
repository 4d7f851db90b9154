package exchequer.storage;

import exchequer.ledger.TransferKey;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A tenth of a second of ids' own time: what was made in it may share a row. Short, so that a row
 * that is read for one outcome has few others. Part of the stored form.
 */
final class TransferSlice {
  private static final long MILLIS_PER_SLICE = 100;
  private static final int VERSION_7 = 7 << 12;

  /**
   * Longer than most outcomes wait for their checkpoint. Older ids have rows of their own: else
   * those of a client whose clock stands still would make one slice grow, and each of them needs it
   * read.
   */
  private static final Duration SHARED_FOR = Duration.ofSeconds(15);

  private TransferSlice() {}

  /**
   * The least version 7 UUID of the slice, with a variant that no id has (RFC 9562, section 4.1),
   * in the same bucket as all of the slice's ids. An id without a time is a slice of its own. As
   * {@link TransferBucket}, it takes any variant's version 7 for a time.
   */
  static UUID of(UUID id) {
    if (id.version() != 7) {
      return id;
    }
    long millis = id.getMostSignificantBits() >>> 16;
    return new UUID((millis - millis % MILLIS_PER_SLICE) << 16 | VERSION_7, 0);
  }

  /**
   * Whether its outcome goes into a row with others.
   *
   * @param asOf the newest event of the checkpoint that writes it
   */
  static boolean isShared(TransferKey key, Instant asOf) {
    return key.idTime().filter(made -> made.isAfter(asOf.minus(SHARED_FOR))).isPresent();
  }
}
