package exchequer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransfersRequest;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final RetryRule RULE =
      new RetryRule(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          1,
          Duration.ofMillis(1),
          Duration.ofMillis(1));

  private static CreateTransferRequest request(int noteChars) {
    CreateTransferRequest.Builder request =
        Transfers.request("alice", "bob", "EUR/2", BigInteger.ONE).toBuilder();
    request.getTransferBuilder().putMetadata("note", "x".repeat(noteChars));
    return request.build();
  }

  private static List<CreateTransfersRequest> messages(int count, int noteChars) {
    return Messages.of(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new StreamedTransfer(
                        request(noteChars), new Attempts(RULE, RequestKind.TRANSFER, 0)))
            .toList());
  }

  @Test
  void a_message_has_no_more_transfers_than_the_contract_allows() {
    assertThat(messages(2_500, 1).stream().map(CreateTransfersRequest::getRequestsCount))
        .containsExactly(1_000, 1_000, 500);
  }

  @Test
  void a_message_has_no_more_bytes_than_the_contract_allows() {
    List<CreateTransfersRequest> messages = messages(1_000, 8_000);

    assertThat(messages).hasSize(2);
    assertThat(messages.stream().mapToInt(CreateTransfersRequest::getSerializedSize))
        .allMatch(bytes -> bytes <= 4_194_304);
    assertThat(messages.stream().mapToInt(CreateTransfersRequest::getRequestsCount).sum())
        .isEqualTo(1_000);
  }

  @Test
  void what_fits_into_no_message_is_refused() {
    assertThatThrownBy(() -> Messages.check(request(4_194_304)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a message may have 4194304 bytes, the transfer has ");
  }
}
