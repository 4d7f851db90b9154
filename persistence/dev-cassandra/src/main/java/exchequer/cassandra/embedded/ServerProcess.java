package exchequer.cassandra.embedded;

import static exchequer.cassandra.embedded.CassandraStartException.Reason.DIED;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Writes the configuration of a server and starts its process. */
record ServerProcess(CassandraSettings settings, DataFolder folder, Ports ports) {
  private static final String MAIN_CLASS = "exchequer.cassandra.server.CassandraServer";

  /** Starts a process whose standard input is its lifeline: closed, by whatever cause, it ends. */
  Process start() {
    folder.write(yaml(), render("cassandra.yaml"));
    folder.write(logback(), render("logback.xml"));
    folder.write(options(), render("jvm.options"));
    ProcessBuilder builder =
        ChildJvm.builder(arguments())
            // What a crashing JVM leaves (hs_err, heap dumps) belongs to the logs.
            .directory(folder.logs().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.output().toFile());
    // As in Cassandra's own cassandra-env.sh: glibc otherwise keeps an arena for each core.
    builder.environment().put("MALLOC_ARENA_MAX", "4");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CassandraStartException(DIED, "Java can't be started: " + e.getMessage(), e);
    }
  }

  private List<String> arguments() {
    int heap = settings.heapMebibytes();
    return List.of(
        "@" + options(),
        // A start at the full size would be locked into memory (mlockall) at once, needed or not.
        "-Xms" + Math.min(heap, 256) + "m",
        "-Xmx" + heap + "m",
        "-XX:MaxDirectMemorySize=" + directMebibytes() + "m",
        "-Djava.io.tmpdir=" + folder.temporary(),
        "-Dcassandra.storagedir=" + folder.root(),
        "-Dlogback.configurationFile=" + logback(),
        "-Dexchequer.logs=" + folder.logs(),
        "-cp",
        new ServerLibraries(settings.libraries()).classPath(),
        MAIN_CLASS,
        yaml().toString(),
        folder.serverLock().toString());
  }

  private Path yaml() {
    return folder.conf().resolve("cassandra.yaml");
  }

  private Path logback() {
    return folder.conf().resolve("logback.xml");
  }

  private Path options() {
    return folder.conf().resolve("jvm.options");
  }

  /** Buffers of the network, the chunk cache and compaction. Memtables are not counted in it. */
  private int directMebibytes() {
    return Math.max(256, settings.heapMebibytes() / 2);
  }

  private String render(String template) {
    return read(template)
        .replace("@ADDRESS@", settings.address())
        .replace("@CQL_PORT@", Integer.toString(ports.cql()))
        .replace("@STORAGE_PORT@", Integer.toString(ports.storage()))
        .replace("@COMMITLOG_SYNC@", settings.commitLog().yaml())
        .replace("@FILE_CACHE_MEBIBYTES@", Integer.toString(directMebibytes() / 4))
        .replace("@DATA@", inYamlQuotes(folder.root()));
  }

  private static String inYamlQuotes(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String read(String resource) {
    try (InputStream stream = ServerProcess.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The jar is damaged: " + resource, e);
    }
  }
}
