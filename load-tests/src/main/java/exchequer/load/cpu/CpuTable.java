package exchequer.load.cpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of transfers, as Markdown tables in microseconds a transfer. */
public final class CpuTable {
  private static final String JIT = "JIT compilers";
  private static final String GC = "garbage collection";
  private static final String REST = "rest of the JVM";
  private static final double SMALLEST_SHARE = 0.01;

  private final Map<String, Long> ledger = new TreeMap<>();
  private final Map<String, Long> cassandra = new TreeMap<>();
  private long loadMicros;
  private long transfers;

  private record Row(String name, double micros) {}

  /**
   * Adds what was measured over some time.
   *
   * @param ledgerMicros by groups of its threads
   * @param cassandraMicros likewise
   * @param ownMicros of the load generator
   */
  public void add(
      long acknowledged,
      Map<String, Long> ledgerMicros,
      Map<String, Long> cassandraMicros,
      long ownMicros) {
    transfers += acknowledged;
    ledgerMicros.forEach((group, micros) -> ledger.merge(group, micros, Long::sum));
    cassandraMicros.forEach((group, micros) -> cassandra.merge(group, micros, Long::sum));
    loadMicros += ownMicros;
  }

  /** Microseconds of the ledger and of Cassandra together. */
  public double microsPerTransfer() {
    return perTransfer(sum(ledger) + sum(cassandra));
  }

  /** By components. */
  public String components(StackSamples samples) {
    Map<String, Double> ofLedger = new LinkedHashMap<>();
    Component.all().forEach(component -> ofLedger.put(component.shown(), 0.0));
    List.of(JIT, GC, REST).forEach(name -> ofLedger.put(name, 0.0));
    ledger.forEach(
        (group, micros) -> {
          String part = ofJvm(group);
          if (part.isEmpty()) {
            samples
                .shares(group)
                .forEach(
                    (owner, share) -> ofLedger.merge(owner.shown(), micros * share, Double::sum));
          } else {
            ofLedger.merge(part, (double) micros, Double::sum);
          }
        });
    Map<String, Double> ofCassandra = new LinkedHashMap<>();
    List.of("Cassandra", JIT, GC, REST).forEach(name -> ofCassandra.put(name, 0.0));
    cassandra.forEach(
        (group, micros) -> {
          String part = ofJvm(group);
          ofCassandra.merge(part.isEmpty() ? "Cassandra" : part, (double) micros, Double::sum);
        });
    List<Row> rows = new ArrayList<>();
    ofLedger.forEach((name, micros) -> rows.add(new Row(name, micros)));
    rows.add(new Row("**ledger**", sum(ledger)));
    ofCassandra.forEach(
        (name, micros) ->
            rows.add(
                new Row(name.equals("Cassandra") ? "reads and writes" : "its " + name, micros)));
    rows.add(new Row("**Cassandra**", sum(cassandra)));
    rows.add(new Row("**both**", sum(ledger) + sum(cassandra)));
    rows.add(new Row("(load generator)", loadMicros));
    return table("component", rows);
  }

  /** The ledger's larger groups of threads, so that the split can be judged. */
  public String threads(StackSamples samples) {
    List<Row> rows = new ArrayList<>();
    ledger.entrySet().stream()
        .filter(group -> group.getValue() > SMALLEST_SHARE * sum(ledger))
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(
            group ->
                rows.add(
                    new Row(group.getKey() + split(samples, group.getKey()), group.getValue())));
    return table("threads of the ledger", rows);
  }

  private static String split(StackSamples samples, String group) {
    if (!ofJvm(group).isEmpty()) {
      return "";
    }
    StringBuilder split = new StringBuilder();
    samples
        .shares(group)
        .forEach(
            (owner, share) ->
                split.append(
                    "%s%s %.0f %%"
                        .formatted(split.isEmpty() ? "" : ", ", owner.shown(), 100 * share)));
    return ": " + split;
  }

  private String table(String what, List<Row> rows) {
    StringBuilder table =
        new StringBuilder("| %s | CPU µs a transfer | share |%n|---|---|---|%n".formatted(what));
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.0f %% |%n",
              row.name(),
              perTransfer(row.micros()),
              100 * row.micros() / (sum(ledger) + sum(cassandra))));
    }
    return table.toString();
  }

  /** The JVM's own threads, by their names; empty for those that run Java. */
  private static String ofJvm(String group) {
    if (group.matches("C[N12] CompilerThread.*|Sweeper thread")) {
      return JIT;
    }
    // The VM thread leads each collection of ParallelGC.
    if (group.matches("(Par|G[N1] )?GC Thread.*|GN .*|VM Thread")) {
      return GC;
    }
    boolean isRest =
        group.startsWith("VM ")
            || group.startsWith("JFR ")
            || group.equals(JvmProcess.UNNAMED)
            || group.equals(JvmProcess.ENDED);
    return isRest ? REST : "";
  }

  private double perTransfer(double micros) {
    return micros / Math.max(1, transfers);
  }

  private static double sum(Map<String, Long> groups) {
    return groups.values().stream().mapToLong(micros -> micros).sum();
  }
}
