package exchequer.load.bench;

import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.Calls;
import exchequer.load.settings.LoadSettings;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** So many transfers at once. Each that has ended makes room for another. */
final class ClosedLoad extends Load {
  private final int perLane;
  private final int rest;
  private final int group;
  private final AtomicIntegerArray room;

  ClosedLoad(LoadSettings settings, LoadRun run) {
    super(settings, run);
    perLane = settings.inFlight() / lanes();
    rest = settings.inFlight() % lanes();
    group = settings.calls() == Calls.STREAM ? settings.group() : 1;
    room = new AtomicIntegerArray(lanes());
  }

  @Override
  void start() {
    for (int lane = 0; lane < lanes(); lane++) {
      int transfers = lane < rest ? perLane + 1 : perLane;
      if (group == 1) {
        // Each of them goes its own way from here.
        for (int sent = 0; sent < transfers; sent++) {
          send(lane, run().orders().next(1));
        }
      } else {
        ended(lane, transfers);
      }
    }
  }

  /** Messages are not smaller than a group, unless a lane has no more than that at once. */
  @Override
  void ended(int lane, int transfers) {
    int free = room.addAndGet(lane, transfers);
    int least = Math.max(1, Math.min(group, perLane));
    while (free >= least && !isEnding()) {
      int message = Math.min(free, group);
      if (room.compareAndSet(lane, free, free - message)) {
        send(lane, run().orders().next(message));
      }
      free = room.get(lane);
    }
  }
}
