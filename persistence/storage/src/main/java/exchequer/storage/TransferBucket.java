package exchequer.storage;

import java.util.UUID;

/**
 * Which partition of its book a transfer's record is stored in. By the id's own time where it has
 * one, so that the newest transfers share partitions; else by its random bits. Part of the stored
 * form.
 */
final class TransferBucket {
  private static final long MILLIS_PER_BUCKET = 600_000;
  private static final int BUCKETS_WITHOUT_TIME = 1_024;

  private TransferBucket() {}

  /**
   * Version 7: ten minutes of time each, counted from 1970. Other ids: -1,024 to -1. In any
   * variant, unlike {@link exchequer.ledger.TransferKey#idTime}: that is how outcomes are stored.
   */
  static int of(UUID id) {
    if (id.version() == 7) {
      return (int) ((id.getMostSignificantBits() >>> 16) / MILLIS_PER_BUCKET);
    }
    long bits = id.getMostSignificantBits() ^ id.getLeastSignificantBits();
    return -1 - (int) Math.floorMod(bits, (long) BUCKETS_WITHOUT_TIME);
  }
}
