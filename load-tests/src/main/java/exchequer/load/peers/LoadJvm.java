package exchequer.load.peers;

import exchequer.load.report.Result;
import exchequer.load.report.Results;
import exchequer.load.settings.Calls;
import exchequer.load.settings.PropertyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts the programs of {@code exchequer.load.bench}, each in a JVM of its own. */
final class LoadJvm {
  /** Compiled once and quickly: they run for too short a time to make up for more. */
  private static final List<String> LIGHT =
      List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** The bare driver writes for its own peak. */
  private static final List<String> STRONG = List.of("-Xmx2g", "-XX:+UseParallelGC");

  private static final String KEYSPACE = "exchequer";

  private final Workplace place;

  LoadJvm(Workplace place) {
    this.place = place;
  }

  /**
   * Runs the light generator with so many transfers at once.
   *
   * @return its line of {@code name=value ...}
   */
  String bench(String work, Calls calls, int inFlight, int warmUpSeconds, int seconds)
      throws IOException, InterruptedException {
    return bench(work, calls, List.of("load.in-flight=" + inFlight), warmUpSeconds, seconds);
  }

  /**
   * The same with other settings.
   *
   * @param more such as {@code load.model=open}
   */
  String bench(String work, Calls calls, List<String> more, int warmUpSeconds, int seconds)
      throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>(load(work, calls));
    settings.addAll(
        List.of("load.warm-up-seconds=" + warmUpSeconds, "load.seconds=" + Math.max(1, seconds)));
    settings.addAll(more);
    return last(Programs.output(log(), command("Bench", settings)));
  }

  /** Transfers that the ledger has acknowledged in the last run of the light generator. */
  long posted() throws IOException {
    return BenchSummary.posted(Files.readString(log()));
  }

  /** Load that nobody measures: the ledger's JVM compiles. */
  void warmUp(String work, Calls calls, int inFlight, int seconds)
      throws IOException, InterruptedException {
    System.err.println("Warming up: " + seconds + " s");
    bench(work, calls, inFlight, 0, seconds);
  }

  /**
   * Transfers a second, of a line of the light generator.
   *
   * @throws PeersException when there is none in it
   */
  static int rate(String line) {
    double rate = Result.of(line).number(Results.RATE);
    if (Double.isNaN(rate)) {
      throw new PeersException(1, "not measured: " + line);
    }
    return (int) rate;
  }

  /**
   * Runs another program on the ledger, and gives its lines while it runs.
   *
   * @param own arguments before the settings
   * @param more settings
   * @return its status
   */
  int program(
      String name,
      List<String> own,
      String work,
      Calls calls,
      List<String> more,
      Consumer<String> line)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(own);
    arguments.addAll(load(work, calls));
    arguments.addAll(more);
    return Programs.stream(log(), command(name, arguments), line);
  }

  /** What the log says of a program that failed. */
  PeersException failed(String name) throws IOException {
    return Programs.failed(log(), List.of(name));
  }

  /** What Cassandra takes of the same bytes; its line of {@code name=value ...}. */
  String raw(int atOnce, int warmUpSeconds, int seconds, int sampleAppends)
      throws IOException, InterruptedException {
    List<Integer> numbers = List.of(atOnce, warmUpSeconds, seconds, sampleAppends);
    List<String> arguments = new ArrayList<>(cassandra());
    numbers.forEach(number -> arguments.add(Integer.toString(number)));
    return last(Programs.output(place.out("raw.log"), java(STRONG, "RawMain", arguments)));
  }

  /** Appends to the ledger's log since it started. */
  long appends() throws IOException, InterruptedException {
    List<String> lines =
        Programs.output(place.out("appends.log"), command("AppendsMain", cassandra()));
    return Long.parseLong(last(lines));
  }

  private List<String> cassandra() {
    return List.of("127.0.0.1", Integer.toString(place.ports().cassandra()), KEYSPACE);
  }

  /** The same accounts each time, as PostgreSQL has. */
  private List<String> load(String work, Calls calls) {
    return List.of(
        "simulation=" + work,
        "load.calls=" + PropertyReader.spelled(calls),
        "load.accounts=" + place.settings().accounts(),
        "load.group=" + place.settings().group(),
        "load.target=" + String.join(",", DevLedger.targets(place)),
        "load.run=peers");
  }

  private Path log() {
    return place.out("bench.log");
  }

  private static List<String> command(String program, List<String> arguments) {
    return java(LIGHT, program, arguments);
  }

  private static List<String> java(List<String> options, String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("exchequer.load.bench." + program);
    command.addAll(arguments);
    return command;
  }

  private static String last(List<String> lines) {
    if (lines.isEmpty()) {
      throw new PeersException(1, "a program of the load printed nothing");
    }
    return lines.get(lines.size() - 1);
  }
}
