package exchequer.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyReportTest {
  @Test
  void the_table_gives_medians_and_extremes_of_each_at_one_load() {
    // Given
    Results results =
        new Results(
            List.of(
                "round=1 who=postgres work=hot rate=900 transfers_per_s=899 p50_ms=1 p99_ms=5 p999_ms=9",
                "round=1 who=ours work=hot calls=stream rate=900 transfers_per_s=900 p50_ms=3 p99_ms=4 p999_ms=5",
                "round=2 who=postgres work=hot rate=900 transfers_per_s=901 p50_ms=2 p99_ms=7 p999_ms=30",
                "round=3 who=postgres work=hot rate=900 transfers_per_s=900 p50_ms=6 p99_ms=6 p999_ms=8"));

    // When / Then
    assertThat(LatencyReport.table(results).lines().skip(2))
        .containsExactly(
            "| hot, 900 a second | postgres | 3 | 900 | 2.00 (1.00–6.00) | 6.00 (5.00–7.00) | 9.00 (8.00–30.00) |",
            "| hot, 900 a second | ours | 1 | 900 | 3.00 (3.00–3.00) | 4.00 (4.00–4.00) | 5.00 (5.00–5.00) |");
  }
}
