package exchequer.it;

import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.cassandra.embedded.TestCassandra;
import exchequer.storage.TestKeyspace;
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
 * event, and at the default. Two nodes as users run them, on one Cassandra (synced before
 * acknowledged), loaded in turns through one CreateTransfers stream each. Not part of the build:
 *
 * <pre>mvn -pl persistence/cassandra-server,cluster-app -am verify
 *   -Dtest=NoSuch -Dsurefire.failIfNoSpecifiedTests=false
 *   -Dit.test=HotAccountBenchmark -Dfailsafe.failIfNoSpecifiedTests=false -Dit.java.options=
 *   [-Dhot.seconds=10] [-Dhot.warm-up-seconds=60] [-Dhot.rounds=3]</pre>
 */
class HotAccountBenchmark {
  private static final int SECONDS = Integer.getInteger("hot.seconds", 10);
  private static final int WARM_UP_SECONDS = Integer.getInteger("hot.warm-up-seconds", 60);
  private static final int ROUNDS = Integer.getInteger("hot.rounds", 3);
  private static final int OTHERS = 1_000;
  private static final int IN_FLIGHT = 512;
  private static final String HOT = "hot";

  private static final Target SINGLE = new Target(Map.of("exchequer.book.batch-max-events", "1"));
  private static final Target GROUPED = new Target(Map.of());

  private final Random random = new Random(1);

  /** A node and the client that loads it. */
  private static final class Target implements AutoCloseable {
    private final LedgerProcess node;
    private final TestClient client;

    Target(Map<String, String> settings) {
      TestCassandra cassandra = TestCassandra.shared();
      node = new LedgerProcess(cassandra.contactPoint(), TestKeyspace.create(), settings);
      client = new TestClient(node.grpcAddress());
    }

    void start() {
      node.start();
      client.open(HOT, "unbounded");
      for (int number = 0; number < OTHERS; number++) {
        client.open(other(number), "unbounded");
      }
    }

    @Override
    public void close() {
      client.close();
      node.close();
    }
  }

  @BeforeAll
  static void start() {
    SINGLE.start();
    GROUPED.start();
  }

  @AfterAll
  static void stop() {
    SINGLE.close();
    GROUPED.close();
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
    perSecond(SINGLE, transfers, WARM_UP_SECONDS);
    perSecond(GROUPED, transfers, WARM_UP_SECONDS);
    List<Double> alone = new ArrayList<>();
    List<Double> together = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      alone.add(perSecond(SINGLE, transfers, SECONDS));
      together.add(perSecond(GROUPED, transfers, SECONDS));
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
      Target target, Supplier<CreateTransferRequest> transfers, int seconds) {
    long startNanos = System.nanoTime();
    try (TransferSender sender = new TransferSender(target.client, IN_FLIGHT)) {
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
