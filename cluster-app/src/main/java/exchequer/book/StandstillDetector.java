package exchequer.book;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether this node has run without standing still. A process that is paused, for long enough that
 * the others give it up and take its books, does not know it when it goes on: its books must not
 * acknowledge anything then. A thread notes the time again and again; where the notes have a gap,
 * the node stood still.
 *
 * <p>It goes by the machine's monotonic clock, which goes on while a process is paused. That of a
 * virtual machine may be paused with it.
 */
public final class StandstillDetector {
  private static final int BEATS_WITHIN_LIMIT = 10;

  private final long limitNanos;
  private final LongSupplier clock;
  private final BooleanSupplier hasOthers;
  private volatile long lastBeatNanos;
  private volatile boolean broken;
  private volatile boolean stopped;

  /**
   * @param limit shorter than what the other nodes need to give a node up and take its books
   * @param clock monotonic nanoseconds
   * @param hasOthers whether there are other nodes; without them nobody could have taken anything
   */
  StandstillDetector(Duration limit, LongSupplier clock, BooleanSupplier hasOthers) {
    this.limitNanos = limit.toNanos();
    this.clock = clock;
    this.hasOthers = hasOthers;
    this.lastBeatNanos = clock.getAsLong();
  }

  /**
   * Beats until the node has stood still or {@link #stop}.
   *
   * @param whenStoodStill called once, when the books of this node have stopped for good
   */
  public static StandstillDetector start(
      Duration limit, BooleanSupplier hasOthers, Runnable whenStoodStill) {
    StandstillDetector detector = new StandstillDetector(limit, System::nanoTime, hasOthers);
    Thread thread = new Thread(() -> detector.beatOn(whenStoodStill), "standstill-detector");
    thread.setDaemon(true);
    thread.start();
    return detector;
  }

  private void beatOn(Runnable whenStoodStill) {
    while (!stopped) {
      if (!beat()) {
        whenStoodStill.run();
        return;
      }
      LockSupport.parkNanos(limitNanos / BEATS_WITHIN_LIMIT);
    }
  }

  /** The node has ended. */
  public void stop() {
    stopped = true;
  }

  /** False when the node has stood still. */
  boolean beat() {
    // One reading: between two, the node could stand still unseen.
    long nowNanos = clock.getAsLong();
    boolean unbroken = isUnbroken(nowNanos);
    if (unbroken) {
      lastBeatNanos = nowNanos;
    } else {
      broken = true;
    }
    return unbroken;
  }

  /** True while nobody can have taken this node's books unseen. Once false, always false. */
  boolean isUnbroken() {
    return isUnbroken(clock.getAsLong());
  }

  private boolean isUnbroken(long nowNanos) {
    return !broken && (nowNanos - lastBeatNanos <= limitNanos || !hasOthers.getAsBoolean());
  }
}
