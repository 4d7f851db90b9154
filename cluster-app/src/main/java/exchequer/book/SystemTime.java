package exchequer.book;

import exchequer.process.NodeTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of this machine. */
record SystemTime(StandstillDetector detector, Clock clock) implements NodeTime {

  SystemTime(StandstillDetector detector) {
    this(detector, Clock.systemUTC());
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
    return !detector.isUnbroken();
  }
}
