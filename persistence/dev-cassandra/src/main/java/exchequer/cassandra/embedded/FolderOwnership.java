package exchequer.cassandra.embedded;

import static exchequer.cassandra.embedded.CassandraStartException.Reason.FOLDER_IN_USE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to run a server on a data folder, for one process at a time. The kernel takes it back
 * when the process dies, so a stale lock can't exist.
 */
final class FolderOwnership implements AutoCloseable {
  /** The server of a killed owner needs up to 10 s to stop (its own bound), and then halts. */
  private static final Duration PREDECESSOR_TIMEOUT = Duration.ofSeconds(15);

  private static final long POLL_MILLIS = 100;

  /**
   * What this process owns. It must not even open the lock file of such a folder again: closing any
   * descriptor of a file gives back all POSIX locks that the process has on it.
   */
  private static final Set<Path> OWNED_HERE = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private FolderOwnership(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /** Takes the folder at once or throws; then waits for the server of a killed owner to be gone. */
  static FolderOwnership take(DataFolder folder) {
    FolderOwnership ownership;
    try {
      ownership = takeAtOnce(folder, folder.root().toRealPath());
    } catch (IOException e) {
      throw folder.unusable(e);
    }
    try {
      awaitPredecessor(folder);
      return ownership;
    } catch (RuntimeException e) {
      ownership.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is lost: the kernel gives the lock back at the latest when this process ends.
    }
    OWNED_HERE.remove(key);
  }

  private static FolderOwnership takeAtOnce(DataFolder folder, Path key) throws IOException {
    if (!OWNED_HERE.add(key)) {
      throw inUse(folder, "this very process runs one on it. Stop that");
    }
    FileChannel channel = FileChannel.open(folder.ownerLock(), CREATE, WRITE);
    FolderOwnership ownership = new FolderOwnership(key, channel);
    if (channel.tryLock() == null) {
      ownership.close();
      String owner = Files.readString(folder.ownerLock()).strip();
      throw inUse(folder, "process " + owner + " runs one on it. Stop that");
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
    return ownership;
  }

  private static void awaitPredecessor(DataFolder folder) {
    long deadlineNanos = System.nanoTime() + PREDECESSOR_TIMEOUT.toNanos();
    while (!isFree(folder)) {
      if (System.nanoTime() > deadlineNanos) {
        throw inUse(folder, "a server whose owner is gone still runs on it. Kill that");
      }
      sleep();
    }
  }

  private static boolean isFree(DataFolder folder) {
    Path file = folder.serverLock();
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      return channel.tryLock() != null;
    } catch (IOException e) {
      throw folder.unusable(e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a former Cassandra was stopping", e);
    }
  }

  private static CassandraStartException inUse(DataFolder folder, String why) {
    return new CassandraStartException(
        FOLDER_IN_USE,
        "The data folder "
            + folder.root()
            + " of the development Cassandra is in use: "
            + why
            + ", or choose another folder.");
  }
}
