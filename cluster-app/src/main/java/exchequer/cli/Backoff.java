package exchequer.cli;

import java.time.Duration;
import java.util.Optional;

/** How long to wait before the next send: doubling, bounded, and spread out by chance. */
final class Backoff {
  static final Duration FIRST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofSeconds(2);

  // 100 ms doubled so often is beyond the longest, and no overflow is near.
  private static final int MAX_DOUBLINGS = 10;

  private Backoff() {}

  /**
   * Half of the wait is fixed and half is chance, so that clients refused together come back apart.
   *
   * @param failures how many sends failed before, from 0
   * @param asked what the server asked for; never undercut
   * @param random from 0 to 1
   */
  static Duration delay(int failures, Optional<Duration> asked, double random) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    Duration bounded = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    Duration half = bounded.dividedBy(2);
    Duration chance = Duration.ofNanos((long) (half.toNanos() * random));
    return asked.filter(wait -> wait.compareTo(half) > 0).orElse(half).plus(chance);
  }
}
