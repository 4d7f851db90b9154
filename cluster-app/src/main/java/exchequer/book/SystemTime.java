package exchequer.book;

import exchequer.process.NodeTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of this machine. */
record SystemTime(StandstillDetector pulse, Clock clock) implements NodeTime {

  SystemTime(StandstillDetector pulse) {
    this(pulse, Clock.systemUTC());
  }

  @Override
  public Instant wallClock() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public boolean hasStoodStill() {
    return !pulse.isUnbroken();
  }
}
