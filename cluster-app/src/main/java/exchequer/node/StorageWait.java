package exchequer.node;

import com.datastax.oss.driver.api.core.DriverException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a start still waits for its storage: one time for all that the start needs of Cassandra,
 * which may stand still between two steps as well as before the first.
 */
final class StorageWait {
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(StorageWait.class);

  private final Duration longest;
  private final long begunNanos = System.nanoTime();
  private boolean saidSo;

  /** Begins now. */
  StorageWait(Duration longest) {
    this.longest = longest;
  }

  /**
   * Tries again until it succeeds or the time is up. Blocks.
   *
   * @param step to be done again from its beginning when it throws {@link StartException} or what
   *     the driver throws
   * @throws StartException why it did not succeed the last time
   */
  <T> T until(Supplier<T> step) {
    while (true) {
      try {
        return step.get();
      } catch (StartException notYet) {
        orThrow(notYet);
      } catch (DriverException failed) {
        orThrow(new StartException(StorageFailure.text(failed), failed));
      }
    }
  }

  private void orThrow(StartException notYet) {
    if (System.nanoTime() - begunNanos >= longest.toNanos()) {
      throw notYet;
    }
    if (!saidSo) {
      saidSo = true;
      LOG.warn("waits {} s at most: {}", longest.toSeconds(), notYet.getMessage());
    }
    LockSupport.parkNanos(AGAIN_AFTER.toNanos());
  }
}
