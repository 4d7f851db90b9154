package exchequer.cassandra.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for a message to a person. */
final class ServerLog {
  private static final int MAX_BYTES = 16 * 1024;
  private static final int MAX_LINES = 12;

  private ServerLog() {}

  /** At most the last 12 lines, without stack frames; a file that can't be read says so instead. */
  static String of(Path file) {
    if (!Files.exists(file)) {
      return "(there is no " + file + ")";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(Math.max(0, log.length() - MAX_BYTES));
      byte[] end = new byte[(int) Math.min(MAX_BYTES, log.length() - log.getFilePointer())];
      log.readFully(end);
      List<String> lines =
          new String(end, UTF_8).lines().filter(ServerLog::isNoStackFrame).toList();
      int first = Math.max(0, lines.size() - MAX_LINES);
      return file + ":\n" + String.join("\n", lines.subList(first, lines.size()));
    } catch (IOException e) {
      return "(" + file + " can't be read: " + e + ")";
    }
  }

  /** The causes say what is wrong; the frames between them are in the file. */
  private static boolean isNoStackFrame(String line) {
    return !line.startsWith("\t");
  }
}
