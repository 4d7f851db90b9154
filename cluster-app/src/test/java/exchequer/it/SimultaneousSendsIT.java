package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import com.google.common.util.concurrent.ListenableFuture;
import exchequer.ledger.AccountId;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.Transfer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One new transfer that is sent many times at the same moment, as by clients that share a job. */
class SimultaneousSendsIT {
  private static final int SENDS = 200;

  /** Much less than the time after which the front door gives up waiting for a book. */
  private static final int ANSWERED_WITHIN_SECONDS = 30;

  private static TestNode node;
  private static String source;
  private static String elsewhere;

  @BeforeAll
  static void start() {
    // A send that is forgotten is told apart from a slow machine: it is never answered.
    node = TestNode.start(Map.of("exchequer.grpc.answer-timeout", "10m"));
    source = "simultaneous-source";
    int book = new AccountId(source).book(16);
    elsewhere =
        IntStream.range(0, 100)
            .mapToObj(number -> "simultaneous-" + number)
            .filter(id -> new AccountId(id).book(16) != book)
            .findFirst()
            .orElseThrow();
    node.client().open(source, "unbounded");
    node.client().open(elsewhere, "0");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void all_of_200_simultaneous_sends_between_books_are_answered_and_one_is_not_a_replay()
      throws Exception {
    // Given
    CreateTransferRequest request =
        TestClient.transfer(UuidCreator.getTimeOrderedEpoch(), source, elsewhere, 1);

    // When
    List<ListenableFuture<CreateTransferResponse>> calls =
        Stream.generate(() -> node.client().future().createTransfer(request)).limit(SENDS).toList();

    // Then
    int firsts = 0;
    for (ListenableFuture<CreateTransferResponse> call : calls) {
      CreateTransferResponse answer = call.get(ANSWERED_WITHIN_SECONDS, TimeUnit.SECONDS);
      assertThat(answer.getTransfer().getState()).isEqualTo(Transfer.State.POSTED);
      firsts += answer.getReplayed() ? 0 : 1;
    }
    assertThat(firsts).isEqualTo(1);
    assertThat(node.client().account(source).getBalance().getPosted()).isEqualTo("-1");
  }
}
