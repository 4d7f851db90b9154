package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import exchequer.v1.Transfer;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From nothing to a first transfer. */
@Order(1)
@ExtendWith(DeployedExtension.class)
class FirstTransferKubeIT {
  @Test
  void three_pods_form_one_cluster_that_takes_transfers_from_outside(Deployed ledger) {
    Members members = new Members(ledger);
    assertThat(ledger.readyPods()).hasSize(3);
    await().atMost(Duration.ofSeconds(30)).until(() -> members.areOneClusterOf(3));

    try (Client client = new Client(ledger.address(), 1)) {
      client.createAccount("first-bank", true);
      client.createAccount("first-alice", false);
      Transfer transfer = client.send("first-bank", "first-alice", 12_550);

      assertThat(transfer.getState()).isEqualTo(Transfer.State.POSTED);
      assertThat(client.account("first-alice").getBalance().getPosted()).isEqualTo("12550");
      assertThat(client.account("first-bank").getBalance().getPosted()).isEqualTo("-12550");
    }
  }

  @Test
  void every_book_is_kept_by_one_pod(Deployed ledger) {
    Members members = new Members(ledger);

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              var books = members.books();
              assertThat(Members.homes(books)).hasSize(Accounts.BOOKS);
              assertThat(Members.counts(books).stream().mapToInt(count -> count).sum())
                  .isEqualTo(Accounts.BOOKS);
            });
  }
}
