package exchequer.cassandra.server;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;

/**
 * Two servers on one folder would ruin it. The server itself holds this lock, and not only its
 * parent: a server whose parent was killed still has the folder while it drains.
 */
final class FolderLock {
  /** A parent looks whether the lock is free by taking it for a moment; that is waited out. */
  private static final int ATTEMPTS = 20;

  private static final long BETWEEN_ATTEMPTS_MILLIS = 100;

  /** Kept for the life of the process: a collected channel would give the lock back. */
  private static FileLock held;

  private FolderLock() {}

  static synchronized boolean acquire(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, CREATE, WRITE);
      for (int attempt = 0; held == null && attempt < ATTEMPTS; attempt++) {
        held = channel.tryLock();
        if (held == null) {
          Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
        }
      }
      return held != null;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't lock " + file, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
