package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job, end to end. */
class LedgerIT {
  private static TestNode node;
  private static TestClient client;

  @BeforeAll
  static void start() {
    node = TestNode.start(Map.of());
    client = node.client();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void moves_money_once_and_shows_it_in_both_statements_at_once() {
    // Given
    client.open("bank", "unbounded");
    client.open("alice", "0");
    UUID id = UuidCreator.getTimeOrderedEpoch();

    // When
    CreateTransferResponse first =
        client.blocking().createTransfer(TestClient.transfer(id, "bank", "alice", 12_550));
    List<Entry> debit = client.entries("bank", EntryOrder.NEWEST_FIRST, 10);
    List<Entry> credit = client.entries("alice", EntryOrder.NEWEST_FIRST, 10);
    CreateTransferResponse second =
        client.blocking().createTransfer(TestClient.transfer(id, "bank", "alice", 12_550));

    // Then
    assertThat(first.getReplayed()).isFalse();
    assertThat(first.getTransfer().getState()).isEqualTo(Transfer.State.POSTED);
    assertThat(debit).extracting(Entry::getAmount).containsExactly("-12550");
    assertThat(credit).extracting(Entry::getBalance).containsExactly("12550");
    assertThat(second.getReplayed()).isTrue();
    assertThat(second.getTransfer()).isEqualTo(first.getTransfer());
    assertThat(client.account("alice").getBalance().getPosted()).isEqualTo("12550");
  }

  @Test
  void refuses_to_cross_a_floor_and_gives_the_same_refusal_again() {
    // Given
    client.open("poor", "0");
    client.open("rich", "0");
    var transfer = TestClient.transfer(UUID.randomUUID(), "poor", "rich", 1);

    for (String replayed : List.of("", "true")) {
      // When / Then
      assertThatThrownBy(() -> client.blocking().createTransfer(transfer))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refused -> {
                assertThat(TestClient.reason(refused)).isEqualTo(Reason.FLOOR_CROSSED);
                assertThat(TestClient.info(refused).getMetadataOrDefault("replayed", ""))
                    .isEqualTo(replayed);
              });
    }
  }
}
