package exchequer.frontdoor;

import akka.grpc.javadsl.Metadata;
import exchequer.process.Context;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a call's metadata says beside its message. */
final class CallContext {
  /** How long the client waits: at most eight digits and a unit (gRPC over HTTP/2, "Timeout"). */
  private static final String TIMEOUT = "grpc-timeout";

  private static final int MAX_DIGITS = 8;

  /** Longer than anybody waits, and so short that it can be added to any time. */
  private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(1);

  private CallContext() {}

  /** Of a call that begins now. A time-out that is none is not one of gRPC's, and is left aside. */
  static Context of(Metadata metadata) {
    return metadata
        .getText(TIMEOUT)
        .flatMap(CallContext::nanos)
        .map(nanos -> Context.until(System.nanoTime() + Math.min(nanos, LONGEST_NANOS)))
        .orElse(Context.NONE);
  }

  static Optional<Long> nanos(String timeout) {
    int digits = timeout.length() - 1;
    if (digits < 1 || digits > MAX_DIGITS) {
      return Optional.empty();
    }
    for (int i = 0; i < digits; i++) {
      if (timeout.charAt(i) < '0' || timeout.charAt(i) > '9') {
        return Optional.empty();
      }
    }
    long count = Long.parseLong(timeout, 0, digits, 10);
    return unit(timeout.charAt(digits)).map(unit -> unit.toNanos(count));
  }

  private static Optional<TimeUnit> unit(char unit) {
    return switch (unit) {
      case 'H' -> Optional.of(TimeUnit.HOURS);
      case 'M' -> Optional.of(TimeUnit.MINUTES);
      case 'S' -> Optional.of(TimeUnit.SECONDS);
      case 'm' -> Optional.of(TimeUnit.MILLISECONDS);
      case 'u' -> Optional.of(TimeUnit.MICROSECONDS);
      case 'n' -> Optional.of(TimeUnit.NANOSECONDS);
      default -> Optional.empty();
    };
  }
}
