package exchequer.kubernetes;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long a lease has not changed, as this node saw it. The node counts by its own monotonic
 * clock, from when it first saw the present version: that is never before the holder wrote it. What
 * time the holder wrote into the lease is of a clock that may be hours away from this one.
 */
final class LeaseAge {
  private final LongSupplier clock;
  private String version = "";
  private long firstSeenNanos;

  /**
   * @param clock monotonic nanoseconds
   */
  LeaseAge(LongSupplier clock) {
    this.clock = clock;
  }

  /**
   * To be told each time the lease was read. Versions that arrive out of order make it look younger
   * than it is, never older.
   *
   * @return how long this node has known the version, zero when it is new
   */
  synchronized Duration of(LeaseResource seen) {
    long nowNanos = clock.getAsLong();
    if (!seen.version().equals(version)) {
      version = seen.version();
      firstSeenNanos = nowNanos;
    }
    return Duration.ofNanos(nowNanos - firstSeenNanos);
  }
}
