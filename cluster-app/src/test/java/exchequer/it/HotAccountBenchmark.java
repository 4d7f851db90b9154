package exchequer.it;

import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.v1.CreateTransferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What group commit is worth to one hot account: transfers per second when every append holds one
 * event, and at the default. Two nodes on one Cassandra (synced before acknowledged), loaded in
 * turns through one CreateTransfers stream each. Not part of the build:
 *
 * <pre>mvn -pl persistence/cassandra-server,persistence,cluster-app -am verify
 *   -Dtest=NoSuch -Dsurefire.failIfNoSpecifiedTests=false
 *   -Dit.test=HotAccountBenchmark -Dfailsafe.failIfNoSpecifiedTests=false
 *   [-Dhot.seconds=10] [-Dhot.warm-up-seconds=15] [-Dhot.rounds=3]</pre>
 */
class HotAccountBenchmark {
  private static final int SECONDS = Integer.getInteger("hot.seconds", 10);
  private static final int WARM_UP_SECONDS = Integer.getInteger("hot.warm-up-seconds", 15);
  private static final int ROUNDS = Integer.getInteger("hot.rounds", 3);
  private static final int OTHERS = 1_000;
  private static final int IN_FLIGHT = 512;
  private static final String HOT = "hot";

  /** So that two nodes fit into one JVM of 1 GiB: 64 books remember 64 times as many. */
  private static final String REMEMBERED_TRANSFERS = "2000";

  private static TestNode single;
  private static TestNode grouped;

  private final Random random = new Random(1);

  @BeforeAll
  static void start() {
    single =
        TestNode.start(
            Map.of(
                "exchequer.book.batch-max-events",
                "1",
                "exchequer.book.remembered-transfers",
                REMEMBERED_TRANSFERS));
    grouped = TestNode.start(Map.of("exchequer.book.remembered-transfers", REMEMBERED_TRANSFERS));
    for (TestNode node : List.of(single, grouped)) {
      node.client().open(HOT, "unbounded");
      for (int number = 0; number < OTHERS; number++) {
        node.client().open(other(number), "unbounded");
      }
    }
  }

  @AfterAll
  static void stop() {
    single.close();
    grouped.close();
  }

  private static String other(int number) {
    return "other-" + number;
  }

  @Test
  void one_account_receives_from_many() {
    compare(
        "receives from many",
        () ->
            TestClient.transfer(
                UuidCreator.getTimeOrderedEpoch(), other(random.nextInt(OTHERS)), HOT, 1));
  }

  @Test
  void one_account_pays_many() {
    compare(
        "pays many",
        () ->
            TestClient.transfer(
                UuidCreator.getTimeOrderedEpoch(), HOT, other(random.nextInt(OTHERS)), 1));
  }

  private static void compare(String what, Supplier<CreateTransferRequest> transfers) {
    perSecond(single, transfers, WARM_UP_SECONDS);
    perSecond(grouped, transfers, WARM_UP_SECONDS);
    List<Double> alone = new ArrayList<>();
    List<Double> together = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      alone.add(perSecond(single, transfers, SECONDS));
      together.add(perSecond(grouped, transfers, SECONDS));
    }
    System.out.printf(
        "one account %s, %d in flight, transfers/s: one event an append %s, median %,.0f;"
            + " default %s, median %,.0f; ratio %.1f%n",
        what,
        IN_FLIGHT,
        rounded(alone),
        median(alone),
        rounded(together),
        median(together),
        median(together) / median(alone));
  }

  private static double perSecond(
      TestNode node, Supplier<CreateTransferRequest> transfers, int seconds) {
    long startNanos = System.nanoTime();
    try (TransferSender sender = new TransferSender(node.client(), IN_FLIGHT)) {
      while (System.nanoTime() - startNanos < seconds * 1_000_000_000L) {
        sender.send(IN_FLIGHT, transfers);
      }
      return sender.posted() * 1e9 / (System.nanoTime() - startNanos);
    }
  }

  private static List<Long> rounded(List<Double> values) {
    return values.stream().map(Math::round).toList();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
