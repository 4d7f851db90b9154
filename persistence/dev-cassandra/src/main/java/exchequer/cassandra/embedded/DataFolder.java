package exchequer.cassandra.embedded;

import static exchequer.cassandra.embedded.CassandraStartException.Reason.DISK_FULL;
import static exchequer.cassandra.embedded.CassandraStartException.Reason.FOLDER_NOT_WRITABLE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where things are in the data folder of a development Cassandra, and whether it can be used. */
record DataFolder(Path root) {
  /** Room for the commit log and a first flush; with less, Cassandra stops somewhere on the way. */
  static final long MIN_FREE_MEBIBYTES = 512;

  private static final long MEBIBYTE = 1024 * 1024;

  Path conf() {
    return root.resolve("conf");
  }

  Path logs() {
    return root.resolve("logs");
  }

  /** What Cassandra logs. */
  Path log() {
    return logs().resolve("cassandra.log");
  }

  /** What the Java process itself has to say, such as a wrong flag. */
  Path output() {
    return logs().resolve("output.log");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  /** Held by the process that starts and stops the server, for as long as it may. */
  Path ownerLock() {
    return root.resolve("owner.lock");
  }

  /** Held by the server itself, which may outlive a killed owner by the time it takes to drain. */
  Path serverLock() {
    return root.resolve("server.lock");
  }

  /** Makes the folders, before the lock is taken: it lives in one of them. */
  void create() {
    try {
      for (Path folder : List.of(root, conf(), logs())) {
        Files.createDirectories(folder);
      }
      requireSpace(Files.getFileStore(root).getUsableSpace() / MEBIBYTE);
      Files.delete(Files.createTempFile(root, "writable", ".check"));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Removes what the last run left, once no other process uses the folder. */
  void clearLeftovers() {
    try {
      // A killed server leaves the native libraries that it unpacked.
      deleteTree(temporary());
      Files.createDirectories(temporary());
      // So that the end of the log is about this run.
      Files.deleteIfExists(output());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  CassandraStartException unusable(IOException e) {
    return new CassandraStartException(
        FOLDER_NOT_WRITABLE,
        "The data folder "
            + root
            + " of the development Cassandra can't be written: "
            + e
            + ". Choose another one, or make it writable for this user.",
        e);
  }

  void requireSpace(long freeMebibytes) {
    if (freeMebibytes < MIN_FREE_MEBIBYTES) {
      throw new CassandraStartException(
          DISK_FULL,
          "The disk of the data folder %s has %d MiB left; the development Cassandra needs %d MiB. Free some space, or choose a folder elsewhere."
              .formatted(root, freeMebibytes, MIN_FREE_MEBIBYTES));
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
