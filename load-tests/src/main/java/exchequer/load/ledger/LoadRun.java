package exchequer.load.ledger;

import exchequer.load.settings.LoadSettings;
import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.LedgerServiceGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One run: its accounts, what is sent between them, what was acknowledged, and the check of it. */
public final class LoadRun implements AutoCloseable {
  private static final long REST_SECONDS = 60;
  private static final long REST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int SETTLE_ROUNDS = 5;

  private final LedgerClient client;
  private final RunAccounts accounts;
  private final Orders orders;
  private final Tally tally;
  private final Picture before;
  private final Recent recent = new Recent();

  public LoadRun(LoadSettings settings) {
    client = new LedgerClient(settings);
    accounts = new RunAccounts(settings.run(), settings.accounts());
    orders =
        new Orders(
            accounts, settings.simulation().pairs(), settings.metadataBytes(), settings.seed());
    tally = new Tally(accounts.count());
    before = new Picture(accounts.count());
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
    client.call(
        LedgerServiceGrpc.getCreateAccountMethod(),
        request,
        (outcome, answer, sends) -> {
          answer.map(Picture.Line::of).ifPresent(line -> before.set(number, line));
          tell(pipeline, outcome, accounts.name(number));
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
    client.call(
        LedgerServiceGrpc.getCreateTransferMethod(),
        order.request(),
        (Outcome outcome, Optional<CreateTransferResponse> answer, int sends) -> {
          tally.resent(sends - 1);
          tally.done(order, outcome);
          if (outcome.isOk()) {
            recent.add(order.name());
          }
          listener.ended(outcome);
        });
  }

  /** A stream that counts what comes of its transfers. */
  public TransferStream stream(TransferStream.Listener listener) {
    return new TransferStream(client, tally, listener);
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
          (pipeline, number) -> transfer(unknown.get(number), outcome -> pipeline.ended()));
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
    client.call(
        LedgerServiceGrpc.getGetAccountMethod(),
        GetAccountRequest.newBuilder().setName(accounts.name(number)).build(),
        (outcome, answer, sends) -> {
          answer.map(Picture.Line::of).ifPresent(line -> picture.set(number, line));
          tell(pipeline, outcome, accounts.name(number));
        });
  }

  @Override
  public void close() {
    client.close();
  }
}
