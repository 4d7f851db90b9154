package exchequer.kubernetes.e2e;

import exchequer.v1.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Transfers that never stop: one sender for each book, so that each book's silence is seen by
 * itself, and a number of others that send between any two accounts. Every sender has one call in
 * flight.
 */
final class Load implements AutoCloseable {
  /**
   * Between two transfers of a sender: how finely a book's silence is seen, and what leaves a
   * machine of two cores enough for pods to start. Without it they starve, and are taken for dead.
   */
  private static final long PAUSE_MILLIS = 100;

  private static final int CONNECTIONS = 16;
  private static final int ACCOUNTS_PER_BOOK = 4;
  private static final long FUNDS = 1_000_000_000;

  /** An answered transfer. */
  record Answered(int book, boolean probe, long sentNanos, long answeredNanos) {
    long latencyMillis() {
      return TimeUnit.NANOSECONDS.toMillis(answeredNanos - sentNanos);
    }
  }

  final Client client;
  private final List<String> accounts = new ArrayList<>();
  private final List<String> issuers = new ArrayList<>();
  private final Map<String, LongAdder> expected = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> entries = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Answered> answered = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> failed = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final ExecutorService senders = Executors.newCachedThreadPool();

  /** Makes the accounts and gives them money. */
  Load(String address, String prefix) {
    client = new Client(address, CONNECTIONS);
    Accounts names = new Accounts(prefix);
    for (int book = 0; book < Accounts.BOOKS; book++) {
      List<String> ofBook = names.ofBook(book, ACCOUNTS_PER_BOOK);
      accounts.addAll(ofBook);
    }
    String issuer = prefix + "-bank";
    issuers.add(issuer);
    client.createAccount(issuer, true);
    accounts.parallelStream()
        .forEach(
            account -> {
              client.createAccount(account, false);
              transfer(issuer, account, FUNDS, Client.CALL_TIMEOUT);
            });
  }

  void start(int inFlight) {
    for (int book = 0; book < Accounts.BOOKS; book++) {
      String source = accounts.get(book * ACCOUNTS_PER_BOOK);
      String destination = accounts.get(book * ACCOUNTS_PER_BOOK + 1);
      senders.execute(() -> repeat(() -> probe(source, destination)));
    }
    for (int i = 0; i < inFlight; i++) {
      senders.execute(() -> repeat(this::betweenAnyTwo));
    }
  }

  /** Lets every call end; none is given up. */
  void stop() throws InterruptedException {
    stopped.set(true);
    senders.shutdown();
    if (!senders.awaitTermination(3, TimeUnit.MINUTES)) {
      throw new IllegalStateException("calls are still in flight after three minutes");
    }
  }

  List<Throwable> failed() {
    return List.copyOf(failed);
  }

  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  List<String> allAccounts() {
    List<String> all = new ArrayList<>(accounts);
    all.addAll(issuers);
    return all;
  }

  /** What an account should have after all that was acknowledged. */
  long expectedBalance(String account) {
    return sum(expected, account);
  }

  /** How many lines its statement should have. */
  long expectedEntries(String account) {
    return sum(entries, account);
  }

  /** Those that were on their way or sent after a moment. */
  List<Answered> since(long nanos) {
    return answered.stream().filter(a -> a.answeredNanos() - nanos >= 0).toList();
  }

  @Override
  public void close() {
    stopped.set(true);
    senders.shutdownNow();
    client.close();
  }

  private void probe(String source, String destination) {
    timed(source, destination, true, Pace.PROBE);
  }

  private void betweenAnyTwo() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int source = random.nextInt(accounts.size());
    int destination = (source + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
    timed(accounts.get(source), accounts.get(destination), false, Client.CALL_TIMEOUT);
  }

  private void timed(String source, String destination, boolean probe, Duration attempt) {
    long sentNanos = System.nanoTime();
    transfer(source, destination, 1, attempt);
    answered.add(new Answered(Accounts.book(source), probe, sentNanos, System.nanoTime()));
  }

  private void transfer(String source, String destination, long amount, Duration attempt) {
    Transfer transfer = client.send(source, destination, amount, attempt);
    if (transfer.getState() != Transfer.State.POSTED) {
      throw new IllegalStateException("not posted: " + transfer);
    }
    acknowledged.add(transfer.getName());
    count(expected, source, -amount);
    count(expected, destination, amount);
    count(entries, source, 1);
    count(entries, destination, 1);
  }

  private void repeat(Runnable send) {
    while (!stopped.get()) {
      try {
        send.run();
        sleep(PAUSE_MILLIS);
      } catch (RuntimeException wrong) {
        failed.add(wrong);
      }
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void count(Map<String, LongAdder> map, String account, long amount) {
    map.computeIfAbsent(account, any -> new LongAdder()).add(amount);
  }

  private static long sum(Map<String, LongAdder> map, String account) {
    return map.getOrDefault(account, new LongAdder()).sum();
  }
}
