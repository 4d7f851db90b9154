package exchequer.load.bench;

import exchequer.load.cpu.CpuTable;
import exchequer.load.cpu.DevProcesses;
import exchequer.load.cpu.JvmProcess;
import exchequer.load.cpu.StackSamples;
import exchequer.load.ledger.LoadRun;
import exchequer.load.report.Median;
import exchequer.load.settings.LoadSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Processor time of a transfer by component, of an {@code exchequer dev} on this machine and its
 * children: Cassandra and further nodes. The times are taken while nothing is recorded; in turns
 * with these, Flight Recorder shows what the first node's threads do, and what it costs.
 */
public final class CpuMain {
  /** So that the recorder's own start is not in what it sees. */
  private static final long RECORDER_STARTS_SECONDS = 3;

  private final LoadSettings settings;
  private final List<JvmProcess> nodes;
  private final JvmProcess cassandra;
  private final Path folder;
  private final CpuTable plain = new CpuTable();
  private final CpuTable recorded = new CpuTable();
  private final StackSamples samples = new StackSamples();
  private final List<Double> plainRates = new ArrayList<>();
  private final List<Double> recordedRates = new ArrayList<>();

  private CpuMain(LoadSettings settings, long ledgerPid, Path folder) {
    this.settings = settings;
    DevProcesses processes = DevProcesses.of(ledgerPid);
    this.nodes = processes.nodes().stream().map(JvmProcess::new).toList();
    this.cassandra = new JvmProcess(processes.cassandra());
    this.folder = folder;
  }

  /**
   * Ends the JVM, with the same codes as {@link exchequer.load.LoadMain}.
   *
   * @param args process number of `exchequer dev`, rounds, folder for recordings, settings such as
   *     {@code simulation=hot}
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 3) {
      System.err.println("usage: CpuMain LEDGER_PID ROUNDS FOLDER [name=value ...]");
      System.exit(2);
    }
    long pid = Long.parseLong(args[0]);
    int rounds = Integer.parseInt(args[1]);
    List<String> given = List.of(args).subList(3, args.length);
    System.exit(
        CheckedRun.of(
            given,
            (settings, run) -> new CpuMain(settings, pid, Path.of(args[2])).measure(run, rounds)));
  }

  private String measure(LoadRun run, int rounds) throws InterruptedException {
    Load load = Load.of(settings, run);
    load.start();
    TimeUnit.SECONDS.sleep(settings.warmUpSeconds());
    for (int round = 1; round <= rounds; round++) {
      plainRates.add(interval(load, plain));
      Path file = folder.resolve("recording-" + round + ".jfr");
      StackSamples.Recording recording = StackSamples.record(nodes.get(0));
      TimeUnit.SECONDS.sleep(RECORDER_STARTS_SECONDS);
      recordedRates.add(interval(load, recorded));
      recording.end(file);
      samples.add(file);
    }
    load.end();
    return report();
  }

  /** Transfers per second of it. */
  private double interval(Load load, CpuTable table) throws InterruptedException {
    List<JvmProcess.Usage> ofNodes = nodes.stream().map(JvmProcess::begin).toList();
    JvmProcess.Usage ofCassandra = cassandra.begin();
    long ownMicros = ownMicros();
    var unused = load.latencies();
    long startNanos = System.nanoTime();
    TimeUnit.SECONDS.sleep(settings.seconds());
    long transfers = load.latencies().getTotalCount();
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    ownMicros = ownMicros() - ownMicros;
    Map<String, Long> ledgerMicros = new TreeMap<>();
    ofNodes.forEach(
        node -> node.end().forEach((group, used) -> ledgerMicros.merge(group, used, Long::sum)));
    Map<String, Long> cassandraMicros = ofCassandra.end();
    table.add(transfers, ledgerMicros, cassandraMicros, ownMicros);
    return transfers / seconds;
  }

  private static long ownMicros() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1_000;
  }

  private String report() {
    double rate = Median.of(plainRates);
    double rateRecorded = Median.of(recordedRates);
    return plain.components(samples)
        + "\n"
        + plain.threads(samples)
        + String.format(
            Locale.ROOT,
            "%nMedians: %.0f transfers/s; %.0f (%+.1f %%) while Flight Recorder is on, and %.1f instead"
                + " of %.1f µs a transfer. The times above are from while it is off; it took %d"
                + " samples.",
            rate,
            rateRecorded,
            100 * (rateRecorded / rate - 1),
            recorded.microsPerTransfer(),
            plain.microsPerTransfer(),
            samples.count());
  }
}
