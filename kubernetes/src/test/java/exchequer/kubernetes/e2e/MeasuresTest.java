package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the end-to-end tests measure with, without a cluster. */
class MeasuresTest {
  private static final long MILLISECOND = 1_000_000;

  @Test
  void a_silence_is_the_longest_gap_between_answers_of_a_book() {
    List<Load.Answered> answered =
        List.of(
            probe(7, 1_900), probe(7, 100), probe(7, 150), probe(8, 120), probe(8, 170), other(7));

    Silences silences = new Silences(answered);

    assertThat(silences.of(List.of(7))).containsExactly(1_750L);
    assertThat(silences.of(List.of(8, 7))).containsExactly(50L, 1_750L);
    assertThat(silences.of(List.of(9))).isEmpty();
  }

  @Test
  void a_percentile_is_one_of_the_values() {
    List<Long> values = List.of(1L, 2L, 3L, 4L, 5L);

    assertThat(Silences.percentile(values, 50)).isEqualTo(3);
    assertThat(Silences.percentile(values, 99)).isEqualTo(5);
    assertThat(Silences.percentile(values, 100)).isEqualTo(5);
    assertThat(Silences.percentile(List.of(), 99)).isZero();
  }

  @Test
  void accounts_are_named_for_a_book() {
    // The check value of CRC-32C is that of "123456789": e3069283.
    assertThat(Accounts.book("123456789")).isEqualTo(0xe3069283L % Accounts.BOOKS);
    assertThat(new Accounts("a").ofBook(63, 3))
        .hasSize(3)
        .allMatch(account -> Accounts.book(account) == 63);
  }

  private static Load.Answered probe(int book, long millis) {
    return new Load.Answered(book, true, 0, millis * MILLISECOND);
  }

  private static Load.Answered other(int book) {
    return new Load.Answered(book, false, 0, 1_000 * MILLISECOND);
  }
}
