package exchequer.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
  private static final List<String> LINES =
      List.of(
          "round=1 who=postgres work=uniform in_flight=64 transfers_per_s=1000 p50_ms=5.00 p99_ms=9",
          "round=1 who=ours work=uniform in_flight=64 transfers_per_s=1400 p50_ms=4.00 p99_ms=8",
          "round=2 who=postgres work=uniform in_flight=64 transfers_per_s=2000 p50_ms=5.00 p99_ms=9",
          "round=2 who=ours work=uniform in_flight=64 transfers_per_s=9000 p50_ms=3.00 p99_ms=8",
          "",
          "round=3 who=ours work=uniform in_flight=64 transfers_per_s=3000 p50_ms=3.50 p99_ms=8",
          "round=1 who=ours work=hot in_flight=64 transfers_per_s=5000");

  @Test
  void the_table_gives_medians_and_their_ratio_to_the_reference() {
    assertThat(ComparisonReport.table(new Results(LINES)))
        .contains(
            "| uniform, 64 in flight | postgres | 2 | 1,500 (1,000–2,000) | 1.00 | 5.00 | 9.00 | – |",
            "| uniform, 64 in flight | ours | 3 | 3,000 (1,400–9,000) | 2.00 | 3.50 | 8.00 | – |",
            "| hot, 64 in flight | ours | 1 | 5,000 (5,000–5,000) | – | – | – | – |");
  }

  @Test
  void what_was_measured_in_events_is_told_by_itself() {
    Results results =
        new Results(
            List.of(
                LINES.get(0),
                "who=raw work=log in_flight=8 events_per_s=60000 events_per_append=20.5 bytes_per_event=130"));

    assertThat(ComparisonReport.limits(results).strip())
        .isEqualTo(
            "raw: 60,000 events/s (60,000–60,000), 20.5 in an append, 130 bytes each; log, 8 in flight.");
    assertThat(ComparisonReport.table(results)).doesNotContain("raw");
  }

  @Test
  void the_plot_is_an_svg(@TempDir Path folder) throws IOException {
    Path plot = folder.resolve("peers.svg");

    ComparisonReport.plot(new Results(LINES), plot);

    // Text is drawn as shapes: it looks the same whatever fonts a reader has.
    assertThat(plot).content().startsWith("<?xml").contains("<svg", "<path");
    // What is in no namespace isn't drawn.
    assertThat(plot).content().doesNotContain("xmlns=\"\"");
  }

  @Test
  void a_ratio_below_what_it_must_be_is_told() {
    Results results = new Results(LINES);

    assertThat(LeastRatio.parse("uniform:ours:1.9"))
        .allMatch(least -> least.findings(results).isEmpty());
    assertThat(ComparisonReport.findings(results, LeastRatio.parse("uniform:ours:2.1, hot:ours:1")))
        .containsExactly(
            "uniform, 64 in flight: ours is at 2.00 of PostgreSQL, must be at 2.10 at least",
            "hot: ours was not compared with PostgreSQL");
    assertThat(LeastRatio.parse("")).isEmpty();
    assertThatThrownBy(() -> LeastRatio.parse("uniform:ours"))
        .hasMessage("uniform:ours: allowed is work:who:ratio");
    assertThatThrownBy(() -> LeastRatio.parse("uniform:ours:much"))
        .hasMessage("uniform:ours:much: the ratio is not a number");
  }

  @Test
  void a_line_of_another_form_is_refused() {
    assertThatThrownBy(() -> new Results(List.of("who=ours fast")))
        .hasMessage("not of the form name=value: who=ours fast");
  }
}
