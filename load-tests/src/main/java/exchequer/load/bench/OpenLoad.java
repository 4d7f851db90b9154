package exchequer.load.bench;

import exchequer.load.ledger.LoadRun;
import exchequer.load.ledger.Order;
import exchequer.load.settings.LoadSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * So many transfers a second. Each is measured from when it was due, so that one which had to wait
 * for others does not look fast. Those that wait until fewer are in flight may be given up.
 */
final class OpenLoad extends Load {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final int rate;
  private final int group;
  private final int mostInFlight;
  private final long patienceNanos;
  private final AtomicLong givenUp = new AtomicLong();
  private final Thread pacer = new Thread(this::pace, "pacer");

  /** All are sent, however late. */
  OpenLoad(LoadSettings settings, LoadRun run) {
    this(settings, run, settings.rate(), Duration.ofDays(1));
  }

  /**
   * @param rate transfers a second, instead of the settings'
   * @param patience a transfer that could not be sent for so long never is
   */
  OpenLoad(LoadSettings settings, LoadRun run, int rate, Duration patience) {
    super(settings, run);
    this.rate = rate;
    this.patienceNanos = patience.toNanos();
    group = settings.group();
    mostInFlight = settings.inFlight();
    pacer.setDaemon(true);
  }

  @Override
  void start() {
    pacer.start();
  }

  @Override
  void ended(int lane, int transfers) {}

  /** Transfers that were not sent. */
  long givenUp() {
    return givenUp.get();
  }

  private void pace() {
    long startNanos = System.nanoTime();
    long sent = 0;
    int lane = 0;
    while (!isEnding()) {
      long sinceNanos = System.nanoTime() - startNanos;
      long due = (long) (sinceNanos / 1e9 * rate);
      long tooOld = (long) ((sinceNanos - patienceNanos) / 1e9 * rate);
      if (sent < tooOld) {
        givenUp.addAndGet(tooOld - sent);
        sent = tooOld;
      }
      while (sent < due && inFlight() < mostInFlight && !isEnding()) {
        List<Order> orders = new ArrayList<>();
        while (sent < due && orders.size() < group) {
          orders.add(run().orders().next(startNanos + (long) (sent * 1e9 / rate)));
          sent++;
        }
        send(lane, orders);
        lane = (lane + 1) % lanes();
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }
}
