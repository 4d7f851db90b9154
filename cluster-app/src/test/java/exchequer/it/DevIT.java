package exchequer.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import exchequer.cassandra.embedded.TestCassandra;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code exchequer dev} as developers have it, on machines as they have them. */
class DevIT {
  private static final Path PROGRAM =
      Path.of(System.getProperty("exchequer.home"), "bin", "exchequer");
  private static final Pattern CASSANDRA_ANSWERS =
      Pattern.compile("Cassandra answers on .* \\(process ([0-9]+)\\)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CANNOT_GO_ON = 7;

  private final int grpcPort = FreePorts.on("127.0.0.1");
  private final Path data = TestCassandra.newFolder();
  private final Path output = data.resolve("output.txt");
  private Process dev;

  /** Starts it with what a developer has in the environment for one JVM. */
  @BeforeEach
  void start() throws IOException {
    String debugger =
        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:"
            + FreePorts.on("127.0.0.1");
    dev =
        started(
            Map.of("JDK_JAVA_OPTIONS", debugger + " -Duser.language=tr -Duser.country=TR"),
            List.of(
                "dev",
                "--data",
                data.toString(),
                "--nodes=2",
                "--set=exchequer.dev.cassandra.port=0",
                "--set=exchequer.dev.cassandra.heap-mebibytes=512",
                "--set=exchequer.grpc.port=" + grpcPort,
                "--set=exchequer.node.port=" + FreePorts.on("127.0.0.1"),
                "--set=exchequer.management.port=" + FreePorts.on("127.0.0.1")));
    await("Exchequer is ready");
  }

  @AfterEach
  void end() throws IOException {
    List<ProcessHandle> all = Stream.concat(dev.descendants(), Stream.of(dev.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    try (Stream<Path> found = Files.walk(data)) {
      found.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  @Test
  void goes_its_way_whatever_is_meant_for_one_jvm_and_ends_when_its_cassandra_does()
      throws IOException, InterruptedException {
    // Then: neither the debugger's port nor the Turkish locale reached Cassandra and the second
    // node.

    // And what is typed without any locale is stored as typed.
    run("account create bank --asset EUR/2 --floor unbounded");
    run("account create alice --asset EUR/2");
    assertThat(
            run(
                "transfer create --from bank --to alice --amount 5 --asset EUR/2 --output json"
                    + " --metadata \"note=$(printf 'Zo\\303\\253 \\342\\202\\2545')\""))
        .contains("Zo\u00eb \u20ac5");

    // When a node dies, the developer is told.
    ProcessHandle cassandra = cassandra();
    dev.descendants()
        .filter(child -> !child.equals(cassandra))
        .forEach(ProcessHandle::destroyForcibly);
    await("The node at 127.0.0.2:" + grpcPort + " has ended with status 137");

    // And when Cassandra does, all of it ends.
    cassandra.destroyForcibly();
    assertThat(dev.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(output))
        .contains("error: Cassandra (process " + cassandra.pid() + ") has ended with status 137");
    assertThat(dev.exitValue()).isEqualTo(CANNOT_GO_ON);
  }

  private ProcessHandle cassandra() throws IOException {
    Matcher answers = CASSANDRA_ANSWERS.matcher(Files.readString(output));
    assertThat(answers.find()).isTrue();
    return ProcessHandle.of(Long.parseLong(answers.group(1))).orElseThrow();
  }

  /** A client command in a shell with an empty environment, as cron has it. */
  private String run(String words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "exec " + PROGRAM + " " + words).redirectErrorStream(true);
    String path = builder.environment().get("PATH");
    builder.environment().clear();
    builder.environment().put("PATH", path);
    builder.environment().put("EXCHEQUER_ADDRESS", "127.0.0.1:" + grpcPort);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private Process started(Map<String, String> environment, List<String> arguments)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString());
    builder.command().addAll(arguments);
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
        .redirectOutput(output.toFile())
        .start();
  }

  private void await(String words) {
    Awaitility.await(words)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              String said = Files.readString(output);
              if (!dev.isAlive()) {
                throw new AssertionError("dev ended with " + dev.exitValue() + ": " + said);
              }
              return said.contains(words);
            });
  }
}
