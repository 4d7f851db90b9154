package exchequer.load.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
  @Test
  void a_percentile_is_the_smallest_that_so_many_are_not_above() {
    // From the largest to the smallest.
    Percentiles thousand =
        new Percentiles(LongStream.rangeClosed(1, 1_000).map(n -> 1_001 - n).toArray());

    assertThat(thousand.count()).isEqualTo(1_000);
    assertThat(thousand.atPermille(0)).isEqualTo(1);
    assertThat(thousand.atPermille(500)).isEqualTo(500);
    assertThat(thousand.atPermille(990)).isEqualTo(990);
    assertThat(thousand.atPermille(999)).isEqualTo(999);
    assertThat(thousand.atPermille(1_000)).isEqualTo(1_000);
  }

  @Test
  void it_is_always_a_number_that_was_measured() {
    Percentiles three = new Percentiles(new long[] {30, 10, 20});

    assertThat(three.atPermille(500)).isEqualTo(20);
    assertThat(three.atPermille(666)).isEqualTo(20);
    assertThat(three.atPermille(667)).isEqualTo(30);
    assertThat(three.atPermille(999)).isEqualTo(30);
    assertThat(new Percentiles(new long[] {7}).atPermille(500)).isEqualTo(7);
  }

  @Test
  void there_is_none_of_nothing_and_none_beyond_all() {
    assertThatThrownBy(() -> new Percentiles(new long[0])).hasMessage("there are no numbers");
    assertThatThrownBy(() -> new Percentiles(new long[] {1}).atPermille(1_001))
        .hasMessage("1001: allowed is 0 to 1000");
    assertThatThrownBy(() -> new Percentiles(new long[] {1}).atPermille(-1))
        .hasMessage("-1: allowed is 0 to 1000");
  }
}
