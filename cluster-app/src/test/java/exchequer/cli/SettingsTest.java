package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong setting stops the start before anything is done, and is named. */
class SettingsTest {
  /** Sections of Akka's plug-ins, which Akka reads. */
  private static final Set<String> AKKA_S_OWN =
      Set.of("marker-store", "tables-driver", "discovery", "lease", "grpc.server");

  private static final List<String> NOT_NUMBERS = List.of("many", "1.5", "-1", "99999999999", "");
  private static final List<String> NOT_TIMES = List.of("soon", "-1s", "2h", "5 fortnights", "");
  private static final List<String> NOT_SIZES = List.of("big", "-1", "1 GiB", "9 elephants", "");
  private static final List<String> NOT_ADDRESSES =
      List.of("here", "host:", "host:0", "host:65536", ":1", "a:1,,b:2", "a b:1", "");

  private static final Map<String, List<String>> WRONG =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("exchequer.ledger.books", NOT_NUMBERS),
              Map.entry("exchequer.ledger.entries-per-bucket", NOT_NUMBERS),
              Map.entry("exchequer.ledger.appends-per-partition", NOT_NUMBERS),
              Map.entry("exchequer.book.queue-capacity", NOT_NUMBERS),
              Map.entry("exchequer.book.queue-max-bytes", List.of("big", "-1", "2 GiB", "")),
              Map.entry("exchequer.book.queue-max-time", NOT_TIMES),
              Map.entry("exchequer.book.append-timeout", NOT_TIMES),
              Map.entry("exchequer.book.batch-max-events", NOT_NUMBERS),
              Map.entry("exchequer.book.batch-max-bytes", NOT_SIZES),
              Map.entry("exchequer.book.max-appends", NOT_NUMBERS),
              Map.entry("exchequer.book.settle-within", NOT_TIMES),
              Map.entry("exchequer.book.checkpoint-every-events", NOT_NUMBERS),
              Map.entry("exchequer.book.checkpoint-interval", NOT_TIMES),
              Map.entry("exchequer.book.max-unwritten-events", NOT_NUMBERS),
              Map.entry("exchequer.book.max-unwritten-bytes", List.of("big", "-1", "2 GiB", "")),
              Map.entry("exchequer.book.cached-accounts", NOT_NUMBERS),
              Map.entry("exchequer.book.remembered-transfers", NOT_NUMBERS),
              Map.entry("exchequer.book.max-in-flight", NOT_NUMBERS),
              Map.entry("exchequer.book.clock-skew", NOT_TIMES),
              Map.entry("exchequer.book.resend-after", NOT_TIMES),
              Map.entry("exchequer.book.resend-at-most", NOT_TIMES),
              Map.entry("exchequer.grpc.host", List.of("", "two words")),
              Map.entry("exchequer.grpc.port", NOT_NUMBERS),
              Map.entry("exchequer.grpc.answer-timeout", NOT_TIMES),
              Map.entry("exchequer.grpc.stream-parallelism", NOT_NUMBERS),
              Map.entry("exchequer.grpc.max-metadata", NOT_SIZES),
              Map.entry("exchequer.grpc.max-connections-per-address", NOT_NUMBERS),
              Map.entry("exchequer.node.host", List.of("", "two words")),
              Map.entry("exchequer.node.port", NOT_NUMBERS),
              Map.entry("exchequer.node.discovery", List.of("", "dns", "KUBERNETES")),
              Map.entry("exchequer.node.contact-points", NOT_ADDRESSES),
              Map.entry("exchequer.node.initial-pods", NOT_NUMBERS),
              Map.entry("exchequer.node.new-cluster", List.of("", "maybe", "1")),
              Map.entry("exchequer.node.app-version", List.of("", "1 2", "-1")),
              Map.entry("exchequer.node.max-standstill", NOT_TIMES),
              Map.entry("exchequer.node.storage-wait", NOT_TIMES),
              Map.entry("exchequer.node.storage-outage", NOT_TIMES),
              Map.entry(
                  "exchequer.node.max-journal-failure", List.of("soon", "-1s", "19s", "61m", "")),
              Map.entry("exchequer.node.drain-delay", NOT_TIMES),
              Map.entry("exchequer.node.drain-calls", NOT_TIMES),
              Map.entry("exchequer.management.port", NOT_NUMBERS),
              Map.entry("exchequer.kubernetes.namespace", List.of("A b", "-a")),
              Map.entry("exchequer.kubernetes.pod-labels", List.of("", "ledger", "a = b")),
              Map.entry("exchequer.kubernetes.pod-name", List.of("", "two words")),
              Map.entry("exchequer.kubernetes.pod-uid", List.of("two words", "a/b")),
              Map.entry("exchequer.kubernetes.pod-deletion-cost", List.of("", "maybe", "1")),
              Map.entry("exchequer.kubernetes.api.host", List.of("", "two words")),
              Map.entry("exchequer.kubernetes.api.port", NOT_NUMBERS),
              Map.entry("exchequer.kubernetes.api.service-account", List.of("")),
              Map.entry("exchequer.kubernetes.api.request-timeout", NOT_TIMES),
              Map.entry("exchequer.cassandra.contact-points", NOT_ADDRESSES),
              Map.entry("exchequer.cassandra.datacenter", List.of("", "dc 1", "dc'1")),
              Map.entry("exchequer.cassandra.keyspace", List.of("", "Ledger", "1st", "a-b")),
              Map.entry("exchequer.cassandra.replication-factor", NOT_NUMBERS),
              Map.entry("exchequer.wire.max-message-bytes", NOT_SIZES),
              Map.entry("exchequer.dev.data", List.of("")),
              Map.entry("exchequer.dev.cassandra.libraries", List.of("")),
              Map.entry("exchequer.dev.cassandra.port", NOT_NUMBERS),
              Map.entry("exchequer.dev.cassandra.heap-mebibytes", NOT_NUMBERS),
              Map.entry("exchequer.dev.cassandra.answer-within", List.of("", "-1", "4s", "11m")),
              Map.entry("exchequer.dev.cassandra.commit-log", List.of("", "never"))));

  @TempDir private Path folder;

  static Stream<Arguments> wrongTexts() {
    return WRONG.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(v -> Arguments.of(entry.getKey(), v)));
  }

  static Stream<String> paths() {
    return WRONG.keySet().stream();
  }

  @ParameterizedTest(name = "{0} = \"{1}\"")
  @MethodSource("wrongTexts")
  void is_named_with_its_value_and_what_is_allowed(String path, String value) {
    // When
    Run run = run(path, "--set", path + "=" + value);

    // Then
    assertNamed(run, path, value);
  }

  @ParameterizedTest(name = "{0} as a section")
  @MethodSource("paths")
  void may_not_be_of_another_kind(String path) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("wrong.conf"), path + " { a = 1 }");

    // When
    Run run = run(path, "--config", file.toString());

    // Then
    assertNamed(run, path, "a");
  }

  @ParameterizedTest
  @MethodSource("paths")
  void may_not_be_null(String path) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("wrong.conf"), path + " = null");

    // When
    Run run = run(path, "--config", file.toString());

    // Then
    assertNamed(run, path, "");
  }

  @Test
  void is_tried_for_every_setting_there_is() {
    // Given
    Config all = ConfigFactory.parseResources("application.conf").resolve().getConfig("exchequer");

    // When
    Set<String> paths = new TreeSet<>();
    all.entrySet().stream()
        .map(Map.Entry::getKey)
        .filter(path -> AKKA_S_OWN.stream().noneMatch(path::startsWith))
        .forEach(path -> paths.add("exchequer." + path));

    // Then
    assertThat(WRONG.keySet()).containsExactlyElementsOf(paths);
  }

  @Test
  void section_may_not_be_a_value() {
    assertNamed(run("", "--set", "exchequer.book=5"), "exchequer.book", "5");
  }

  @Test
  void frames_must_have_room_for_messages() {
    // When
    Run run = run("", "--set", "exchequer.wire.max-message-bytes=1 MiB");

    // Then
    assertNamed(run, "akka.remote.artery.advanced.maximum-frame-size", "288 KiB");
  }

  @Test
  void file_may_not_be_missing() {
    // When
    Run run = run("", "--config", folder.resolve("no.conf").toString());

    // Then
    assertNamed(run, "--config", folder.resolve("no.conf").toString());
  }

  @Test
  void file_may_not_be_a_folder() {
    assertNamed(run("", "--config", folder.toString()), "--config", folder.toString());
  }

  @Test
  void file_must_be_hocon() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("wrong.conf"), "exchequer {\n grpc = [\n");

    // When
    Run run = run("", "--config", file.toString());

    // Then
    assertNamed(run, "--config", file.toString());
    assertThat(run.err()).contains("HOCON");
  }

  @Test
  void file_may_not_refer_to_what_is_not_there() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("wrong.conf"), "a = ${no.such.setting}");

    // When
    Run run = run("", "--config", file.toString());

    // Then
    assertNamed(run, "--config or --set", "no.such.setting");
  }

  @Test
  void path_must_be_one() {
    assertNamed(run("", "--set", "exchequer..port=1"), "--set", "exchequer..port");
  }

  @Test
  void set_wins_over_the_file() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("my.conf"), "exchequer.grpc.port = 70001");

    // When
    Run run = run("", "--config", file.toString(), "--set", "exchequer.grpc.port=70002");

    // Then
    assertNamed(run, "exchequer.grpc.port", "70002");
  }

  /** What a setting that should be refused would go on to use is out of reach. */
  private static Run run(String path, String... arguments) {
    boolean isDev = path.startsWith("exchequer.dev.");
    String needed =
        isDev ? "exchequer.dev.cassandra.libraries" : "exchequer.cassandra.contact-points";
    List<String> all = new ArrayList<>(List.of(isDev ? "dev" : "server"));
    if (!path.equals(needed)) {
      all.addAll(List.of("--set", needed + "=" + (isDev ? "nowhere" : "127.0.0.1:1")));
    }
    all.addAll(List.of(arguments));
    return Run.of(all.toArray(String[]::new));
  }

  private static void assertNamed(Run run, String path, String value) {
    assertThat(run.err())
        .startsWith("error: setting " + path + " is ")
        .contains(value)
        .contains("; allowed: ")
        .hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
  }
}
