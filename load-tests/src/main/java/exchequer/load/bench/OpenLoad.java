package exchequer.load.bench;

import exchequer.load.ledger.LoadRun;
import exchequer.load.ledger.Order;
import exchequer.load.settings.LoadSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * So many transfers a second. Each is measured from when it was due, so that one which had to wait
 * for others does not look fast.
 */
final class OpenLoad extends Load {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final int rate;
  private final int group;
  private final int mostInFlight;
  private final Thread pacer = new Thread(this::pace, "pacer");

  OpenLoad(LoadSettings settings, LoadRun run) {
    this(settings, run, settings.rate());
  }

  /**
   * @param rate transfers a second, instead of the settings'
   */
  OpenLoad(LoadSettings settings, LoadRun run, int rate) {
    super(settings, run);
    this.rate = rate;
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

  private void pace() {
    long startNanos = System.nanoTime();
    long sent = 0;
    int lane = 0;
    while (!isEnding()) {
      long due = (long) ((System.nanoTime() - startNanos) / 1e9 * rate);
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
