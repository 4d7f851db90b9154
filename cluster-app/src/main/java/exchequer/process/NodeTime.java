package exchequer.process;

import java.time.Instant;

/** The time as a book's node knows it. */
public interface NodeTime {
  /** In microseconds; it may be wrong, and jump. */
  Instant wallClock();

  /** In nanoseconds from any origin; it never jumps, but for a node that stands still. */
  long nanoTime();

  /**
   * Whether this node has stood still for so long that others may have taken its books. Once true,
   * always true.
   */
  boolean hasStoodStill();
}
