package exchequer.load.ledger;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;

/** Names of some transfers that were acknowledged of late, for those who read them. */
public final class Recent {
  private static final int KEPT = 4_096;

  private final AtomicReferenceArray<String> names = new AtomicReferenceArray<>(KEPT);
  private final AtomicLong added = new AtomicLong();

  void add(String name) {
    names.set((int) (added.getAndIncrement() % KEPT), name);
  }

  /** Any of them; there must be one. */
  public String any(RandomGenerator random) {
    int filled = (int) Math.min(KEPT, added.get());
    if (filled == 0) {
      throw new IllegalStateException("no transfer was acknowledged yet");
    }
    // The newest may be counted and not yet be there: then the first, which always is.
    String name = names.get(random.nextInt(filled));
    return name == null ? names.get(0) : name;
  }
}
