package exchequer.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakReportTest {
  private static final List<String> LINES =
      List.of(
          "peak=1 work=uniform in_flight=512 transfers_per_s=9000",
          "sample=0 minute=0.00 rate=1000 posted=500 failed=0 ledger_heap_bytes=90000000"
              + " ledger_resident_bytes=700000000 cassandra_heap_bytes=80000000"
              + " cassandra_resident_bytes=600000000 data_bytes=1000000000"
              + " commit_log_bytes=200000000 ledger_live_bytes=60000000"
              + " cassandra_live_bytes=50000000",
          interval(1, 1000, "posted=60500 failed=0 data_bytes=1006000000"),
          interval(2, 1010, "posted=120500 failed=0 data_bytes=1030000000")
              + " ledger_live_bytes=100000000 cassandra_live_bytes=200000000",
          interval(3, 400, "posted=180500 failed=0 data_bytes=1036000000"),
          interval(4, 990, "posted=240500 failed=0 data_bytes=1060000000")
              + " ledger_live_bytes=500000000 cassandra_live_bytes=900000000",
          interval(5, 980, "posted=300500 failed=0 data_bytes=1066000000"),
          interval(6, 1000, "posted=360500 failed=0 data_bytes=1090000000")
              + " ledger_live_bytes=109000000 cassandra_live_bytes=190000000",
          "work=uniform calls=stream posted=360800 failed=0");

  private static String interval(int number, int rate, String more) {
    return "sample=%d minute=%d.00 rate=1000 transfers_per_s=%d p50_ms=3.25 p99_ms=40.00 %s"
            .formatted(number, number, rate, more)
        + " ledger_heap_bytes=120000000 ledger_resident_bytes=800000000"
        + " cassandra_heap_bytes=310000000 cassandra_resident_bytes=900000000"
        + " commit_log_bytes=300000000";
  }

  @Test
  void each_sample_is_a_row_with_the_data_that_its_transfers_have_left() {
    assertThat(SoakReport.table(Soak.of(LINES)).lines().skip(2))
        .hasSize(7)
        .startsWith(
            "| 0.0 | – | – | – | 0 | 90 (60) | 700 | 80 (50) | 600 | 1.000 | 0.200 | – |",
            "| 1.0 | 1,000 | 3.25 | 40.00 | 0 | 120 | 800 | 310 | 900 | 1.006 | 0.300 | 100 |",
            "| 2.0 | 1,010 | 3.25 | 40.00 | 0 | 120 (100) | 800 | 310 (200) | 900 | 1.030 | 0.300 | 250 |");
  }

  @Test
  void the_last_third_is_compared_with_the_first_and_with_what_was_sent() {
    assertThat(SoakReport.verdict(Soak.of(LINES)).lines().skip(2))
        .containsExactly(
            "| transfers/s, last third to first | 0.985 | 0.95 at least | yes |",
            "| transfers/s, last third to those sent | 0.990 | 0.95 at least | yes |",
            "| growth of the ledger's live heap after the first third | 9 MB, 9.0 % | 50 MB or 10 % at most | yes |",
            "| growth of Cassandra's live heap after the first third | -10 MB, -5.0 % | 50 MB or 10 % at most | yes |",
            "| failed transfers | 0 | 0 | yes |",
            "| data on disk, bytes a transfer | 250 | | |",
            "",
            "Flat.");
  }

  @Test
  void a_load_that_was_never_kept_up_with_is_not_flat() {
    List<String> lines =
        LINES.stream().map(line -> line.replace("rate=1000", "rate=1100")).toList();

    assertThat(SoakReport.verdict(Soak.of(lines)))
        .contains("those sent | 0.900 | 0.95 at least | **no** |")
        .endsWith("Not flat.\n");
  }

  @Test
  void a_heap_that_grows_by_a_large_share_and_by_much_is_not_flat() {
    assertThat(verdictOfHeaps(100, 149)).endsWith("Flat.\n").contains("| 49 MB, 49.0 % |");
    assertThat(verdictOfHeaps(1_000, 1_099)).endsWith("Flat.\n").contains("| 99 MB, 9.9 % |");
    assertThat(verdictOfHeaps(100, 151))
        .contains("| 51 MB, 51.0 % | 50 MB or 10 % at most | **no** |")
        .endsWith("Not flat.\n");
  }

  private static String verdictOfHeaps(int fromMegabytes, int toMegabytes) {
    return SoakReport.verdict(
        Soak.of(
            LINES.stream()
                .map(
                    line ->
                        line.replace(
                                "ledger_live_bytes=100000000",
                                "ledger_live_bytes=%d000000".formatted(fromMegabytes))
                            .replace(
                                "ledger_live_bytes=109000000",
                                "ledger_live_bytes=%d000000".formatted(toMegabytes)))
                .toList()));
  }

  @Test
  void a_transfer_that_failed_at_the_very_end_is_not_flat() {
    List<String> lines = new ArrayList<>(LINES);
    lines.set(lines.size() - 1, "work=uniform calls=stream posted=360800 failed=1");

    assertThat(SoakReport.verdict(Soak.of(lines)))
        .contains("| failed transfers | 1 | 0 | **no** |")
        .endsWith("Not flat.\n");
  }

  @Test
  void one_that_broke_off_is_told_as_far_as_it_came_and_is_not_flat(@TempDir Path folder)
      throws IOException {
    Soak soak = Soak.of(LINES.subList(0, 7));

    assertThat(SoakReport.table(soak).lines()).hasSize(8);
    assertThat(SoakReport.verdict(soak))
        .contains(
            "growth of the ledger's live heap after the first third | – MB, – % | 50 MB or 10 % at most | **no**")
        .endsWith("Not flat.\n");
    SoakPlot.write(Soak.of(LINES.subList(0, 2)), folder.resolve("soak.svg"));
    assertThat(folder.resolve("soak.svg")).content().contains("<svg");
  }

  @Test
  void the_plot_is_an_svg(@TempDir Path folder) throws IOException {
    Path plot = folder.resolve("soak.svg");

    SoakReport.plot(LINES, plot);

    assertThat(plot).content().startsWith("<?xml").contains("<svg", "height=\"780", "<path");
  }

  @Test
  void without_samples_there_is_no_soak() {
    assertThatThrownBy(() -> Soak.of(List.of(LINES.get(0), ""))).hasMessage("there are no samples");
  }
}
