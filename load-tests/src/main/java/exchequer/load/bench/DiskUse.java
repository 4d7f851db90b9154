package exchequer.load.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The sizes of a Cassandra's files. Its commit log does not grow with the data: it is bounded, and
 * made of segments that have their full size from the start.
 */
record DiskUse(long dataBytes, long commitLogBytes) {
  /**
   * @param cassandra the folder with {@code data} and {@code commitlog}
   */
  static DiskUse of(Path cassandra) throws IOException {
    return new DiskUse(bytes(cassandra.resolve("data")), bytes(cassandra.resolve("commitlog")));
  }

  private static long bytes(Path folder) throws IOException {
    Sizes sizes = new Sizes(folder);
    Files.walkFileTree(folder, sizes);
    return sizes.bytes;
  }

  private static final class Sizes extends SimpleFileVisitor<Path> {
    private final Path folder;
    private long bytes;

    Sizes(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    /** Files that were compacted go away meanwhile. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
      if (failed instanceof NoSuchFileException && !file.equals(folder)) {
        return FileVisitResult.CONTINUE;
      }
      throw failed;
    }
  }
}
