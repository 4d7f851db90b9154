package exchequer.book;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Whether the journal of this node works no more although its storage does. Each step of it is
 * judged alone: a node that can read its logs but append nothing serves nobody.
 */
final class JournalHealth {
  /** What may fail for ever while the others work. */
  enum Step {
    /** The fence's own reads and writes of the log, beside the plug-in. */
    FENCE,
    REPLAY,
    APPEND
  }

  /** Failures of a step without a success between them. */
  private record Streak(long sinceNanos, long lastNanos) {}

  private final long longestNanos;
  private final Map<Step, Streak> streaks = new EnumMap<>(Step.class);

  /**
   * @param longest time in which a step may fail again and again
   */
  JournalHealth(Duration longest) {
    this.longestNanos = longest.toNanos();
  }

  synchronized void worked(Step step) {
    streaks.remove(step);
  }

  /** What failed, or may have failed, for the storage's sake says nothing about the journal. */
  synchronized void storageFailed() {
    streaks.clear();
  }

  /**
   * A step failed although the storage answers. Time in which nothing was tried is no failure:
   * after more than the longest time without any, they are counted anew.
   *
   * @param nowNanos monotonic
   * @return whether it has now done nothing else for the longest time
   */
  synchronized boolean failed(Step step, long nowNanos) {
    Streak before = streaks.get(step);
    boolean goesOn = before != null && nowNanos - before.lastNanos() <= longestNanos;
    long sinceNanos = goesOn ? before.sinceNanos() : nowNanos;
    streaks.put(step, new Streak(sinceNanos, nowNanos));
    return nowNanos - sinceNanos >= longestNanos;
  }
}
