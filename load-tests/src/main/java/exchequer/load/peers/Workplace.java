package exchequer.load.peers;

import exchequer.load.report.Result;
import exchequer.load.settings.PropertyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder, free ports, and a folder for results. All that is started here ends with it,
 * also when the JVM is told to end.
 */
final class Workplace implements AutoCloseable {
  private final Path root;
  private final Path folder;
  private final FreePorts ports;
  private final SharedSettings settings;
  private final Deque<Runnable> ends = new ArrayDeque<>();

  /**
   * @param root the repository
   */
  Workplace(Path root, SharedSettings settings) throws IOException {
    this.root = root;
    this.settings = settings;
    this.ports = FreePorts.find();
    this.folder = Files.createTempDirectory("peers-");
    // PostgreSQL may run as another user.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    Files.createDirectories(settings.out());
    Files.writeString(results(), "");
  }

  Path root() {
    return root;
  }

  Path folder() {
    return folder;
  }

  FreePorts ports() {
    return ports;
  }

  SharedSettings settings() {
    return settings;
  }

  /** A file for results, or a log. */
  Path out(String name) {
    return settings.out().resolve(name);
  }

  Path results() {
    return out("results.txt");
  }

  /**
   * Also in the end of this place, if it was not called before: the last that was started first.
   */
  synchronized void atEnd(Runnable end) {
    ends.push(end);
  }

  /** Prints a line of {@code name=value ...}, and keeps it among the results. */
  void note(String line) {
    System.out.println(line);
    keep(line);
  }

  /** The same for a measurement on the way, which standard output is not for. */
  void noteAside(String line) {
    System.err.println(line);
    keep(line);
  }

  private void keep(String line) {
    try {
      Files.writeString(results(), line + "\n", StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new PeersException(1, results() + " can't be written: " + unwritable.getMessage());
    }
  }

  List<String> noted() throws IOException {
    return Files.readAllLines(results());
  }

  /**
   * Prints a table under its title, writes it, and says what is written.
   *
   * @param more files that were written beside it
   */
  void report(String title, String table, String... more) throws IOException {
    Files.writeString(out("table.md"), table);
    System.out.println("\n" + title + "\n\n" + table);
    List<String> written =
        Stream.concat(Stream.of("results.txt", "table.md"), Stream.of(more))
            .map(name -> out(name).toString())
            .toList();
    System.out.println("Written: " + String.join(", ", written));
  }

  /** What every title ends with. */
  String conditions() {
    return "%d cores, load included".formatted(Runtime.getRuntime().availableProcessors());
  }

  String commitLogAndAccounts() {
    return "commit log: %s; %s accounts"
        .formatted(commitLog(), Result.shown(settings.accounts(), 0));
  }

  String commitLog() {
    return PropertyReader.spelled(settings.commitLog());
  }

  @Override
  public synchronized void close() {
    while (!ends.isEmpty()) {
      ends.pop().run();
    }
    // A load that is still under way, when this JVM was told to end.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    delete(folder);
  }

  /** What is not there, or can't be deleted, is left. */
  static void delete(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      files
          .sorted((a, b) -> b.getNameCount() - a.getNameCount())
          .forEach(file -> file.toFile().delete());
    } catch (IOException gone) {
      // It is a temporary folder.
    }
  }
}
