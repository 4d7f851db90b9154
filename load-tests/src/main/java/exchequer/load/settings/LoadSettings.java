package exchequer.load.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A run. Each is the property {@code load.} and its name with hyphens; load-tests/README.md has
 * meanings and defaults.
 *
 * @param targets gRPC targets, such as {@code 127.0.0.1:8080}
 * @param channels connections for each target
 * @param run part of the names of accounts and of the asset: 1 to 10 letters and digits
 * @param accounts without the bank
 * @param inFlight transfers and reads at once, in the closed model
 * @param rate transfers and reads a second, in the open model
 * @param warmUpSeconds in which the load rises to what it is then
 * @param group transfers of a message, when streaming
 * @param repeats calls or messages of a virtual user of the closed model, before another follows
 * @param streams that the light generator sends through
 * @param readsPercent of all that is sent, in the mixed simulation
 * @param metadataBytes of each transfer
 * @param retries of one transfer, with the same id, before it is left for the end of the run
 * @param maxFailedPercent of requests that may fail without failing the run
 * @param printSeconds between two lines about the throughput
 * @param reports folder for Gatling's reports
 */
public record LoadSettings(
    Simulation simulation,
    List<String> targets,
    int channels,
    String run,
    int accounts,
    Model model,
    Calls calls,
    int inFlight,
    int rate,
    int seconds,
    int warmUpSeconds,
    int group,
    int repeats,
    int streams,
    int readsPercent,
    int deadlineMillis,
    int retries,
    int maxFailedPercent,
    int metadataBytes,
    int printSeconds,
    long seed,
    Path reports) {
  private static final String PREFIX = "load.";
  private static final String ENVIRONMENT_PREFIX = "LOAD_";
  private static final String TARGETS = "[^,\\s]+(,[^,\\s]+)*";

  /** Those of this JVM: its properties, and below them its environment. */
  public static LoadSettings ofSystem() {
    Properties system = System.getProperties();
    Map<String, String> properties = ofEnvironment(System.getenv());
    system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
    return of(properties, System.currentTimeMillis());
  }

  /**
   * As pods are told: {@code SIMULATION}, and {@code LOAD_IN_FLIGHT} for {@code load.in-flight}.
   */
  static Map<String, String> ofEnvironment(Map<String, String> environment) {
    Map<String, String> properties = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.equals("SIMULATION")) {
            properties.put("simulation", value);
          } else if (name.startsWith(ENVIRONMENT_PREFIX)) {
            String setting = name.substring(ENVIRONMENT_PREFIX.length());
            properties.put(PREFIX + setting.toLowerCase(Locale.ROOT).replace('_', '-'), value);
          }
        });
    return properties;
  }

  /**
   * @param properties by name; others than {@code load.*} and {@code simulation} are not looked at
   * @param nowMillis gives the run its name and its seed, if they are not set
   * @throws WrongSettingException when one is not allowed, or is not known
   */
  public static LoadSettings of(Map<String, String> properties, long nowMillis) {
    String name = properties.getOrDefault("simulation", "").strip();
    Simulation simulation = Simulation.named(name.isEmpty() ? "uniform" : name);
    PropertyReader load = new PropertyReader(PREFIX, properties);
    LoadSettings settings =
        new LoadSettings(
            simulation,
            List.of(
                load.text("target", "127.0.0.1:8080", TARGETS, "host:port, several with commas")
                    .split(",")),
            load.number("channels", 2, 1, 64),
            load.text("run", runName(nowMillis), "[A-Za-z0-9]{1,10}", "1 to 10 letters and digits"),
            load.number("accounts", 100_000, 2, 10_000_000),
            load.choice("model", Model.CLOSED),
            load.choice("calls", Calls.UNARY),
            load.number("in-flight", 256, 1, 100_000),
            load.number("rate", 1_000, 1, 1_000_000),
            load.number("seconds", simulation.seconds(), 1, 7 * 86_400),
            load.number("warm-up-seconds", 10, 0, 3_600),
            load.number("group", 100, 1, 1_000),
            load.number("repeats", 20, 1, 1_000_000),
            load.number("streams", 4, 1, 1_000),
            load.number("reads-percent", 70, 0, 99),
            load.number("deadline-millis", 5_000, 1, 600_000),
            load.number("retries", 20, 0, 1_000),
            load.number("max-failed-percent", 0, 0, 100),
            load.number("metadata-bytes", 0, 0, 8_000),
            load.number("print-seconds", 10, 1, 3_600),
            load.bits("seed", nowMillis),
            Path.of(load.text("reports", "target/gatling", ".+", "a folder")));
    load.refuseOthers();
    if (simulation == Simulation.MIXED && settings.calls() == Calls.STREAM) {
      throw new WrongSettingException(
          PREFIX + "calls", "stream", "allowed is unary in the mixed simulation");
    }
    return settings;
  }

  private static String runName(long nowMillis) {
    return "r" + Long.toString(nowMillis / 100, 36).toLowerCase(Locale.ROOT);
  }
}
