package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {"8", "9", "a", "b"})
  void a_version_7_id_of_the_variant_of_rfc_9562_says_when_it_was_made(String variant) {
    // The example of RFC 9562, appendix A.6, and its siblings.
    assertThat(idTime("017f22e2-79b0-7cc3-" + variant + "8c4-dc0c0c07398f"))
        .contains(Instant.parse("2022-02-22T19:22:22Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "7", "c", "d", "e", "f"})
  void in_another_variant_a_seven_is_no_version(String variant) {
    assertThat(idTime("017f22e2-79b0-7cc3-" + variant + "8c4-dc0c0c07398f")).isEmpty();
    assertThat(idTime("ffffffff-ffff-7fff-" + variant + "fff-ffffffffffff")).isEmpty();
  }

  @Test
  void a_hash_in_the_form_of_an_id_is_not_taken_for_one_from_the_future() {
    // Given ids of random bits, but for the variant: what is not version 7 of RFC 9562 is opaque
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Book near = new TwoBooks().near;

    for (int n = 0; n < 1_000; n++) {
      UUID id = new UUID(random.nextLong(), random.nextLong() & Long.MAX_VALUE);

      // When
      Answer answer =
          TwoBooks.tell(near, new BookCommand.MakeTransfer(TwoBooks.order(id, TwoBooks.FAR, 1)));

      // Then
      assertThat(answer)
          .as("%s, seed %s", id, seed)
          .isInstanceOfSatisfying(
              Reply.TransferOutcome.class,
              outcome ->
                  assertThat(outcome.transfer().refusal()).contains(Refusal.SOURCE_NOT_FOUND));
    }
  }

  private static Optional<Instant> idTime(String id) {
    return new TransferKey(TwoBooks.SOURCE, UUID.fromString(id)).idTime();
  }
}
