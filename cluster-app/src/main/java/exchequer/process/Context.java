package exchequer.process;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What comes with a command besides itself.
 *
 * @param principal on whose behalf it comes; empty when nobody says
 * @param traceparent of the trace that it is part of, as in W3C Trace Context; empty for none
 * @param deadlineNanos of the node that has the command, as {@link NodeTime#nanoTime} counts:
 *     nobody waits for the answer any more then; empty when somebody always does
 */
public record Context(
    Optional<String> principal, Optional<String> traceparent, OptionalLong deadlineNanos) {
  /** Of a command between books. */
  public static final Context NONE =
      new Context(Optional.empty(), Optional.empty(), OptionalLong.empty());

  /** Of a client that waits until then. */
  public static Context until(long deadlineNanos) {
    return new Context(Optional.empty(), Optional.empty(), OptionalLong.of(deadlineNanos));
  }

  /** The same, for an asker that does not wait longer than until then either. */
  public Context atTheLatest(long nanos) {
    boolean isSooner = deadlineNanos.isPresent() && deadlineNanos.getAsLong() - nanos <= 0;
    return isSooner ? this : new Context(principal, traceparent, OptionalLong.of(nanos));
  }

  /** Nobody waits for the answer any more. */
  boolean isOver(long nowNanos) {
    return deadlineNanos.isPresent() && nowNanos - deadlineNanos.getAsLong() >= 0;
  }
}
