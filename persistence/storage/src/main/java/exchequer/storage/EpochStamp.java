package exchequer.storage;

import java.util.UUID;

/**
 * An owner's epoch in the form in which the log's rows carry it: a time-based UUID, by which rows
 * of one number are sorted. Epochs lie above all times that a clock can show, so that rows written
 * before there were epochs sort below all others.
 */
public final class EpochStamp {
  /** In units of 100 ns since 1582; the year 3409. */
  private static final long FIRST_TIME = 1L << 59;

  private static final long VERSION_1 = 0x1000L;

  /** The variant of RFC 9562, and no more: an epoch writes each number once. */
  private static final long CLOCK_AND_NODE = 0x8000_0000_0000_0000L;

  private EpochStamp() {}

  /**
   * @param epoch 1 to 2^58
   */
  public static UUID of(long epoch) {
    if (epoch < 1 || epoch > 1L << 58) {
      throw new IllegalArgumentException("an epoch is 1 to 2^58, this is " + epoch);
    }
    long time = FIRST_TIME + epoch;
    long mostSignificant =
        (time << 32) | ((time >>> 32 & 0xFFFFL) << 16) | VERSION_1 | (time >>> 48 & 0x0FFFL);
    return new UUID(mostSignificant, CLOCK_AND_NODE);
  }

  /**
   * @param stamp of version 1
   * @return 0 when it is the time of a clock
   */
  public static long epochOf(UUID stamp) {
    return Math.max(0, stamp.timestamp() - FIRST_TIME);
  }
}
