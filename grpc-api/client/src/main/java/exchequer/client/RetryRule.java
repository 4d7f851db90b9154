package exchequer.client;

import java.time.Duration;
import java.util.Optional;

/**
 * How often and how long one request is sent. gRPC's own retries do not do here: they decide by the
 * code alone, where the contract decides by who said it.
 *
 * @param timeout of one request, with all its sends
 * @param attemptTimeout of one send
 * @param maxSends at least 1
 * @param firstPause between the first send and the second; doubled after each send that failed
 * @param longestPause bounds the doubling, and nothing that the ledger asks for
 */
record RetryRule(
    Duration timeout,
    Duration attemptTimeout,
    int maxSends,
    Duration firstPause,
    Duration longestPause) {
  // Any pause doubled so often is beyond the longest allowed, and no overflow is near.
  private static final int MAX_DOUBLINGS = 20;
  private static final Duration LONGEST_ALLOWED = Duration.ofDays(30);

  RetryRule {
    check("timeout", timeout, Duration.ofMillis(1));
    check("attemptTimeout", attemptTimeout, Duration.ofMillis(1));
    check("firstPause", firstPause, Duration.ofMillis(1));
    check("longestPause", longestPause, firstPause);
    if (maxSends < 1) {
      throw new IllegalArgumentException("maxSends must be at least 1, not " + maxSends);
    }
  }

  private static void check(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST_ALLOWED) > 0) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s, not %s".formatted(name, least, LONGEST_ALLOWED, value));
    }
  }

  RetryRule withAttemptTimeout(Duration timeoutOfOne) {
    return new RetryRule(timeout, timeoutOfOne, maxSends, firstPause, longestPause);
  }

  /**
   * Half of the pause is fixed and half is chance, so that clients refused together come back
   * apart.
   *
   * @param failures how many sends failed before the last, from 0
   * @param asked what the ledger asked for; never undercut
   * @param random from 0 to 1
   */
  Duration pause(int failures, Optional<Duration> asked, double random) {
    Duration doubled = firstPause.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    Duration bounded = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    Duration half = bounded.dividedBy(2);
    Duration chance = Duration.ofNanos((long) (half.toNanos() * random));
    return asked.filter(wait -> wait.compareTo(half) > 0).orElse(half).plus(chance);
  }
}
