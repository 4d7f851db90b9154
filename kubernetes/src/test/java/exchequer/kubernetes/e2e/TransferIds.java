package exchequer.kubernetes.e2e;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** UUIDs of version 7 (RFC 9562): the first 48 bits are the milliseconds since 1970. */
final class TransferIds {
  private TransferIds() {}

  static String next() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (System.currentTimeMillis() << 16) | (7L << 12) | (random.nextLong() & 0xfff);
    long low = (random.nextLong() >>> 2) | (1L << 63);
    return new UUID(high, low).toString();
  }
}
