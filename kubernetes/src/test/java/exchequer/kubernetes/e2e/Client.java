package exchequer.kubernetes.e2e;

import exchequer.client.LedgerClient;
import exchequer.client.TransferOutcome;
import exchequer.client.Transfers;
import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.Transfer;
import java.math.BigInteger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What these tests ask of a ledger, with the patience that they have. */
final class Client implements AutoCloseable {
  static final String ASSET = "EUR/2";
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final LedgerClient ledger;

  /** Answers that made a request be sent again. */
  final AtomicInteger retries = new AtomicInteger();

  /**
   * @param address host:port
   * @param connections each of them stays with one pod until that closes it
   */
  Client(String address, int connections) {
    ledger =
        LedgerClient.builder(address)
            .connectionsPerAddress(connections)
            .timeout(PATIENCE)
            .attemptTimeout(CALL_TIMEOUT)
            .pauses(FIRST_PAUSE, LONGEST_PAUSE)
            .resendListener((error, waited) -> retries.incrementAndGet())
            .build();
  }

  void createAccount(String id, boolean issues) {
    Account.Builder account = Account.newBuilder().setAsset(ASSET);
    if (issues) {
      account.setFloor("unbounded");
    }
    ledger.createAccount(
        CreateAccountRequest.newBuilder().setAccountId(id).setAccount(account).build());
  }

  Account account(String id) {
    return ledger.getAccount("accounts/" + id);
  }

  Transfer transfer(String name) {
    return ledger.getTransfer(name);
  }

  /** Returns the transfer as it is recorded, whichever sending of it did it. */
  Transfer send(String source, String destination, long amount) {
    return send(source, destination, amount, CALL_TIMEOUT);
  }

  /**
   * @param attempt how long each sending is waited for
   */
  Transfer send(String source, String destination, long amount, Duration attempt) {
    TransferOutcome outcome =
        ledger
            .withAttemptTimeout(attempt)
            .transfer(Transfers.request(source, destination, ASSET, BigInteger.valueOf(amount)));
    return outcome
        .response()
        .orElseThrow(() -> new IllegalStateException(outcome.toString()))
        .getTransfer();
  }

  @Override
  public void close() {
    ledger.close();
  }
}
