package exchequer.micro;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * Bounds the bytes that an operation allocates, as counted for the thread that runs it.
 *
 * <p>Bytes, since they are the same on every machine and time is not. Only where the JVM optimises
 * no allocation away (C1, as these tests are run by the build) are they those of the source; with
 * C2 they are fewer, and depend on what else ran before. So a bound that holds here holds anywhere.
 */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_REPETITIONS = 1_000;
  private static final int REPETITIONS = 500;
  private static final int ROUNDS = 5;

  /** Keeps results from being found useless. */
  private static volatile Object last = "";

  private Allocations() {}

  /**
   * Fails when the operation allocates more.
   *
   * @param boundBytes on average; what was measured, and 15 % for other JVMs
   * @param name of the operation, for who reads the failure
   */
  public static void atMost(long boundBytes, String name, Callable<?> operation) throws Exception {
    long measuredBytes = bytes(operation);
    assertThat(measuredBytes)
        .as("%s: %d bytes allocated, %d allowed", name, measuredBytes, boundBytes)
        .isLessThanOrEqualTo(boundBytes);
  }

  /**
   * What the operation allocates each time, rounded up. The least of several rounds: whatever else
   * is counted (a table that grows, a class that is loaded, a checkpoint) only adds, and not in
   * every round.
   */
  private static long bytes(Callable<?> operation) throws Exception {
    repeat(operation, WARM_UP_REPETITIONS);
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      repeat(operation, REPETITIONS);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return (least + REPETITIONS - 1) / REPETITIONS;
  }

  private static void repeat(Callable<?> operation, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      last = operation.call();
    }
  }

  /** The newest result. */
  static Object last() {
    return last;
  }
}
