package exchequer.load.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class PeakTest {
  @Test
  void a_part_of_a_peak_is_a_round_number_if_it_is_large() {
    assertThat(Peak.part(9_334, 70)).isEqualTo(6_500);
    assertThat(Peak.part(400, 50)).isEqualTo(200);
    assertThat(Peak.part(398, 50)).isEqualTo(199);
    assertThat(Peak.part(1, 50)).as("something is sent").isEqualTo(1);
    assertThat(Peak.part(100_000_000, 100)).isEqualTo(100_000_000);
  }

  @Test
  void a_rate_is_read_from_a_line_of_the_load() {
    assertThat(LoadJvm.rate("work=hot in_flight=64 transfers_per_s=8954 p50_ms=44.20"))
        .isEqualTo(8_954);
    assertThatThrownBy(() -> LoadJvm.rate("work=hot in_flight=64"))
        .hasMessage("not measured: work=hot in_flight=64");
  }

  @Test
  void what_was_posted_is_read_from_the_end_of_a_log_in_any_locale() {
    for (Locale locale : new Locale[] {Locale.ROOT, Locale.GERMANY, Locale.FRANCE}) {
      String log =
          "WARN something\n" + String.format(locale, "posted %,d, refused %,d", 1234567, 0);
      assertThat(BenchSummary.posted(log + ", unknown 0\n")).isEqualTo(1_234_567);
    }
    assertThatThrownBy(() -> BenchSummary.posted("error: no ledger"))
        .hasMessage("the load does not say what was posted:\nerror: no ledger");
  }
}
