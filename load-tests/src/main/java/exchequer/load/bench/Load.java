package exchequer.load.bench;

import exchequer.load.ledger.LedgerException;
import exchequer.load.ledger.LoadRun;
import exchequer.load.ledger.Order;
import exchequer.load.ledger.OrderStream.Ended;
import exchequer.load.settings.Calls;
import exchequer.load.settings.LoadSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Sends transfers until it is ended, and measures them. */
abstract class Load {
  private static final long DRAIN_SECONDS = 120;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final int DIGITS = 3;

  private final LoadRun run;
  private final Recorder latencies = new Recorder(DIGITS);
  private final AtomicInteger inFlight = new AtomicInteger();
  private final List<Lane> lanes = new ArrayList<>();
  private volatile boolean ending;

  Load(LoadSettings settings, LoadRun run) {
    this.run = run;
    int count = settings.calls() == Calls.STREAM ? settings.streams() : 1;
    for (int number = 0; number < count; number++) {
      int lane = number;
      lanes.add(
          switch (settings.calls()) {
            case UNARY -> Lane.unary(run, ended -> record(lane, ended));
            case STREAM -> Lane.stream(run, ended -> record(lane, ended));
          });
    }
  }

  static Load of(LoadSettings settings, LoadRun run) {
    return switch (settings.model()) {
      case CLOSED -> new ClosedLoad(settings, run);
      case OPEN -> new OpenLoad(settings, run);
    };
  }

  abstract void start();

  /** Some of a lane's have ended. */
  abstract void ended(int lane, int transfers);

  final LoadRun run() {
    return run;
  }

  final int lanes() {
    return lanes.size();
  }

  final boolean isEnding() {
    return ending;
  }

  final int inFlight() {
    return inFlight.get();
  }

  final void send(int lane, List<Order> orders) {
    inFlight.addAndGet(orders.size());
    lanes.get(lane).send(orders);
  }

  private void record(int lane, List<Ended> transfers) {
    long nowNanos = System.nanoTime();
    for (Ended transfer : transfers) {
      if (transfer.outcome().isOk()) {
        latencies.recordValue(Math.max(0, nowNanos - transfer.order().startNanos()));
      }
    }
    inFlight.addAndGet(-transfers.size());
    ended(lane, transfers.size());
  }

  /** Nanoseconds of those acknowledged since it was last asked. */
  final Histogram latencies() {
    return latencies.getIntervalHistogram();
  }

  /**
   * Sends no more, and returns when all that is on its way has ended.
   *
   * @throws LedgerException when it does not
   */
  final void end() {
    ending = true;
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS);
    while (inFlight.get() > 0) {
      if (System.nanoTime() - endNanos > 0) {
        throw new LedgerException(inFlight.get() + " transfers have no answer");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    lanes.forEach(Lane::end);
  }
}
