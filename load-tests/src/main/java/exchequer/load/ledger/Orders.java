package exchequer.load.ledger;

import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.load.settings.Pairs;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Transfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Makes transfers between a run's accounts. For any thread; each draws numbers of its own. */
public final class Orders {
  private static final int MAX_AMOUNT = 100;

  /** Of the contract: a value has at most so many characters. */
  private static final int VALUE_CHARS = 512;

  private static final String NOTE = "note";

  private final RunAccounts accounts;
  private final Pairs pairs;
  private final Map<String, String> metadata;
  private final SplittableRandom seeds;
  private final ThreadLocal<SplittableRandom> random = ThreadLocal.withInitial(this::split);

  /**
   * @param metadataBytes of each transfer
   * @param seed of all numbers that are drawn; which thread draws which is not said by it
   */
  public Orders(RunAccounts accounts, Pairs pairs, int metadataBytes, long seed) {
    this.accounts = accounts;
    this.pairs = pairs;
    this.metadata = notes(metadataBytes);
    this.seeds = new SplittableRandom(seed);
  }

  private synchronized SplittableRandom split() {
    return seeds.split();
  }

  /** The calling thread's. */
  public RandomGenerator random() {
    return random.get();
  }

  /** Due now. */
  public Order next() {
    return next(System.nanoTime());
  }

  /**
   * @param startNanos when it is due
   */
  public Order next(long startNanos) {
    SplittableRandom drawn = random.get();
    int source = pairs.source(drawn, accounts.count());
    int destination = pairs.destination(drawn, accounts.count(), source);
    return between(source, destination, 1L + drawn.nextInt(MAX_AMOUNT), startNanos);
  }

  /** As many as asked for, due now. */
  public List<Order> next(int count) {
    long startNanos = System.nanoTime();
    List<Order> orders = new ArrayList<>(count);
    for (int made = 0; made < count; made++) {
      orders.add(next(startNanos));
    }
    return orders;
  }

  Order between(int source, int destination, long amount, long startNanos) {
    CreateTransferRequest request =
        CreateTransferRequest.newBuilder()
            .setParent(accounts.name(source))
            .setTransferId(UuidCreator.getTimeOrderedEpochFast().toString())
            .setTransfer(
                Transfer.newBuilder()
                    .setDestination(accounts.name(destination))
                    .setAsset(accounts.asset())
                    .setAmount(Long.toString(amount))
                    .putAllMetadata(metadata))
            .build();
    return new Order(request, source, destination, amount, startNanos);
  }

  /** Values of so many bytes in all. */
  private static Map<String, String> notes(int bytes) {
    Map<String, String> notes = new HashMap<>();
    for (int left = bytes; left > 0; left -= VALUE_CHARS) {
      notes.put(NOTE + notes.size(), "x".repeat(Math.min(left, VALUE_CHARS)));
    }
    return Map.copyOf(notes);
  }
}
