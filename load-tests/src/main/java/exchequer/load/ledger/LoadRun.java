package exchequer.load.ledger;

import exchequer.client.LedgerClient;
import exchequer.client.TransferOutcome;
import exchequer.load.settings.LoadSettings;
import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.LedgerServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** One run: its accounts, what is sent between them, what was acknowledged, and the check of it. */
public final class LoadRun implements AutoCloseable {
  private static final long REST_SECONDS = 60;
  private static final long REST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int SETTLE_ROUNDS = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final LedgerClient client;
  private final int mostStreamed;
  private final RunAccounts accounts;
  private final Orders orders;
  private final Tally tally;
  private final Picture before;
  private final Recent recent = new Recent();

  public LoadRun(LoadSettings settings) {
    client = client(settings);
    // The load itself keeps to what may be in flight; a last group may go beyond it.
    mostStreamed = settings.inFlight() + settings.group();
    accounts = new RunAccounts(settings.run(), settings.accounts());
    orders =
        new Orders(
            accounts, settings.simulation().pairs(), settings.metadataBytes(), settings.seed());
    tally = new Tally(accounts.count());
    before = new Picture(accounts.count());
  }

  /** Bounds the sends of a request, and not the time that they take together. */
  private static LedgerClient client(LoadSettings settings) {
    Duration attempt = Duration.ofMillis(settings.deadlineMillis());
    int sends = settings.retries() + 1;
    return LedgerClient.builder(settings.targets())
        .connectionsPerAddress(settings.channels())
        .attemptTimeout(attempt)
        .maxSends(sends)
        .timeout(attempt.plus(LONGEST_PAUSE.multipliedBy(2)).multipliedBy(sends))
        .pauses(FIRST_PAUSE, LONGEST_PAUSE)
        // Listeners only hand over: a thread of their own would cost more than they do.
        .directExecutor()
        .build();
  }

  public LedgerClient client() {
    return client;
  }

  public RunAccounts accounts() {
    return accounts;
  }

  public Orders orders() {
    return orders;
  }

  public Tally tally() {
    return tally;
  }

  public Recent recent() {
    return recent;
  }

  /**
   * Opens the accounts; those that are there from an earlier run of this name are taken as they
   * are. Then sends a first transfer, so that a run without load ends here if it has to.
   *
   * @throws LedgerException when the ledger does not do it
   */
  public void open() {
    Pipeline.run(accounts.count(), this::open);
    Order order = orders.between(0, 1, 1, System.nanoTime());
    Pipeline.run(
        1, (pipeline, number) -> transfer(order, outcome -> tell(pipeline, outcome, order.name())));
  }

  private void open(Pipeline pipeline, int number) {
    CreateAccountRequest request =
        CreateAccountRequest.newBuilder()
            .setAccountId(accounts.id(number))
            .setAccount(
                Account.newBuilder().setAsset(accounts.asset()).setFloor(RunAccounts.floor(number)))
            .build();
    var unused =
        client
            .callAsync(LedgerServiceGrpc.getCreateAccountMethod(), request)
            .thenAccept(
                answer -> {
                  answer
                      .message()
                      .map(Picture.Line::of)
                      .ifPresent(line -> before.set(number, line));
                  tell(pipeline, Outcome.of(answer), accounts.name(number));
                });
  }

  private static void tell(Pipeline pipeline, Outcome outcome, String what) {
    if (outcome.isOk()) {
      pipeline.ended();
    } else {
      pipeline.failed(what + ": " + outcome.text() + ": " + outcome.description());
    }
  }

  /** Told what came of a transfer. */
  public interface Listener {
    void ended(Outcome outcome);
  }

  /** Sends a transfer by a call of its own, and counts what comes of it. */
  public void transfer(Order order, Listener listener) {
    transfer(order, Outcome::of, listener);
  }

  private void transfer(
      Order order, Function<TransferOutcome, Outcome> meaning, Listener listener) {
    var unused =
        client
            .transferAsync(order.request())
            .thenAccept(
                transfer -> {
                  Outcome outcome = meaning.apply(transfer);
                  tally.resent(transfer.sends() - 1);
                  tally.done(order, outcome);
                  if (outcome.isOk()) {
                    recent.add(order.name());
                  }
                  listener.ended(outcome);
                });
  }

  /** A stream that counts what comes of its transfers. */
  public OrderStream stream(OrderStream.Listener listener) {
    return new OrderStream(client, mostStreamed, tally, listener);
  }

  /**
   * Finds out what came of transfers that were given up, waits until nothing is in flight, and
   * compares the ledger with what it acknowledged.
   *
   * @return sentences; none when all is well
   * @throws LedgerException when the ledger does not answer
   */
  public List<String> check() {
    List<String> findings = new ArrayList<>();
    long unsettled = settle();
    if (unsettled > 0) {
      findings.add("the outcome of %,d transfers is still unknown".formatted(unsettled));
    }
    findings.addAll(Conservation.findings(accounts, before, tally, atRest()));
    return findings;
  }

  private long settle() {
    for (int round = 0; round < SETTLE_ROUNDS && !tally.unknown().isEmpty(); round++) {
      List<Order> unknown = new ArrayList<>();
      for (Order next = tally.unknown().poll(); next != null; next = tally.unknown().poll()) {
        unknown.add(next);
      }
      Pipeline.run(
          unknown.size(),
          (pipeline, number) ->
              transfer(unknown.get(number), Outcome::ofUnknown, outcome -> pipeline.ended()));
    }
    return tally.unknown().size();
  }

  private Picture atRest() {
    Picture picture = new Picture(accounts.count());
    Pipeline.run(accounts.count(), (pipeline, number) -> read(pipeline, number, picture));
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(REST_SECONDS);
    int[] moving = picture.moving();
    while (moving.length > 0 && System.nanoTime() - endNanos < 0) {
      LockSupport.parkNanos(REST_POLL_NANOS);
      int[] asked = moving;
      Pipeline.run(asked.length, (pipeline, number) -> read(pipeline, asked[number], picture));
      moving = picture.moving();
    }
    return picture;
  }

  private void read(Pipeline pipeline, int number, Picture picture) {
    GetAccountRequest request =
        GetAccountRequest.newBuilder().setName(accounts.name(number)).build();
    var unused =
        client
            .callAsync(LedgerServiceGrpc.getGetAccountMethod(), request)
            .thenAccept(
                answer -> {
                  answer
                      .message()
                      .map(Picture.Line::of)
                      .ifPresent(line -> picture.set(number, line));
                  tell(pipeline, Outcome.of(answer), accounts.name(number));
                });
  }

  @Override
  public void close() {
    client.close();
  }
}
