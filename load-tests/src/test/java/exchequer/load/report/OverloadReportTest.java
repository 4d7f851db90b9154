package exchequer.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadReportTest {
  private static final OverloadReport REPORT =
      OverloadReport.of(
          List.of(
              "peak=1 work=uniform in_flight=512 transfers_per_s=9000",
              "multiple=1.0 rate=9000 transfers_per_s=8950 p50_ms=40 p99_ms=310 busy=0 unknown=0"
                  + " given_up=12 ledger_heap_bytes=310000000 cassandra_heap_bytes=520000000"
                  + " back_s=1",
              "multiple=5.0 rate=45000 transfers_per_s=7200 p50_ms=900 p99_ms=4300 busy=1500"
                  + " unknown=20 given_up=600000 ledger_heap_bytes=410000000"
                  + " cassandra_heap_bytes=610000000 back_s=4",
              "work=uniform calls=stream metadata_bytes=0 posted=900000"),
          9_000);

  @Test
  void each_load_is_a_row_with_its_share_of_the_peak() {
    assertThat(REPORT.table().lines().skip(2))
        .containsExactly(
            "| 1.0 x (9,000/s) | 8,950 | 0.99 | 40 | 310 | 0 | 0 | 12 | 310, 520 | 1 |",
            "| 5.0 x (45,000/s) | 7,200 | 0.80 | 900 | 4,300 | 1,500 | 20 | 600,000 | 410, 610 | 4 |");
  }

  @Test
  void a_load_of_which_too_little_is_answered_in_time_is_told() {
    assertThat(REPORT.findings(0.8)).isEmpty();
    assertThat(REPORT.findings(0.9))
        .containsExactly("5.0 x: 0.80 of the peak was answered in time, must be 0.90 at least");
    assertThat(REPORT.findings(Double.NaN)).isEmpty();
    assertThat(OverloadReport.of(List.of(), 9_000).findings(0.9))
        .containsExactly("no load was measured");
  }
}
