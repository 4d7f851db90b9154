package exchequer.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.LoadSettings;
import exchequer.v1.CreateTransferRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real ledger: one that ends well, and ones that have to be found wrong. */
class LoadIT {
  @TempDir private static Path reports;

  private static DevLedgerProcess ledger;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    assumeTrue(
        Files.isExecutable(DevLedgerProcess.PROGRAM),
        "skipped: the program is not built (mvn -pl cluster-app -am package)");
    ledger = DevLedgerProcess.start();
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (ledger != null) {
      ledger.stop();
    }
  }

  @Test
  void reads_and_transfers_one_by_one_end_well_and_with_a_report() throws IOException {
    LoadSettings settings =
        ledger.settings(Map.of("simulation", "mixed", "load.reports", reports.toString()));

    assertThat(LoadMain.run(settings)).isEqualTo(LoadMain.OK);

    try (Stream<Path> files = Files.walk(reports)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names).contains("index.html", settings.run() + "-throughput.csv");
    }
  }

  @Test
  void hot_transfers_in_a_stream_end_well() {
    LoadSettings settings =
        ledger.settings(Map.of("simulation", "hot", "load.calls", "stream", "load.group", "16"));

    assertThat(LoadMain.run(settings)).isEqualTo(LoadMain.OK);
  }

  @Test
  void a_foreign_transfer_is_found() {
    try (LoadRun run = new LoadRun(ledger.settings(Map.of("load.accounts", "5")))) {
      run.open();
      assertThat(run.check()).isEmpty();

      CreateTransferRequest foreign = run.orders().next().request();

      assertThat(run.client().transfer(foreign).isPosted()).isTrue();
      assertThat(run.check())
          .anyMatch(finding -> finding.startsWith(foreign.getParent() + " has "))
          .contains("there are 4 new entries for 1 acknowledged transfers, two each");
    }
  }

  @Test
  void where_nobody_listens_a_run_says_so() {
    LoadSettings nowhere =
        ledger.settings(Map.of("load.target", "127.0.0.1:1", "load.retries", "1"));

    assertThat(LoadMain.run(nowhere)).isEqualTo(LoadMain.NO_LEDGER);
  }
}
