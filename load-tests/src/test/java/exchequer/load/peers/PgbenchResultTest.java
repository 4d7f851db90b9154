package exchequer.load.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PgbenchResultTest {
  private static final List<String> OUTPUT =
      List.of(
          "pgbench (15.18 (Debian 15.18-0+deb12u1))",
          "number of transactions actually processed: 4",
          "latency average = 1.204 ms",
          "initial connection time = 12.604 ms",
          "tps = 3288.512345 (without initial connection time)");

  @Test
  void it_has_the_rate_of_the_output_and_the_times_of_all_logs() {
    List<String> logs =
        List.of(
            "0 1 5000 0 1764000000 123456",
            "0 2 1000 0 1764000000 223456",
            // At a rate, with how late it was begun.
            "1 1 3000 0 1764000001 3456 250",
            "1 2 2000 0 1764000001 93456 0");

    PgbenchResult result = PgbenchResult.of(OUTPUT, logs);

    assertThat(result.line("uniform", "in_flight=64"))
        .isEqualTo(
            "work=uniform in_flight=64 transfers_per_s=3289"
                + " p50_ms=2.00 p99_ms=5.00 p999_ms=5.00");
  }

  @Test
  void what_says_nothing_is_told() {
    List<String> log = List.of("0 1 5000 0 1764000000 123456");

    assertThatThrownBy(() -> PgbenchResult.of(OUTPUT.subList(0, 4), log))
        .hasMessageContaining("pgbench does not say its tps");
    assertThatThrownBy(() -> PgbenchResult.of(OUTPUT, List.of("")))
        .hasMessage("pgbench has ended no transaction");
    assertThatThrownBy(() -> PgbenchResult.of(OUTPUT, List.of("0 1 skipped 0")))
        .hasMessage("not a line of pgbench's log: 0 1 skipped 0");
    assertThatThrownBy(() -> PgbenchResult.of(OUTPUT, List.of("0")))
        .hasMessage("not a line of pgbench's log: 0");
  }
}
