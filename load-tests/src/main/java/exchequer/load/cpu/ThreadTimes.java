package exchequer.load.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processor time, user and system, that a process and its threads have used so far, by Linux'
 * /proc.
 *
 * @param micros by the thread's number; those that have ended are only in {@code allMicros}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record ThreadTimes(Map<Integer, Long> micros, long allMicros) {
  /** USER_HZ, the unit of /proc, is 100 a second on every architecture that has a JVM. */
  private static final long TICK_MICROS = 10_000;

  /** Counted from the one after the thread's name. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  static ThreadTimes of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    Map<Integer, Long> micros = new HashMap<>();
    for (Path thread : threads(process.resolve("task"))) {
      micros(thread.resolve("stat"))
          .ifPresent(used -> micros.put(Integer.parseInt(thread.getFileName().toString()), used));
    }
    long all =
        micros(process.resolve("stat"))
            .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
    return new ThreadTimes(micros, all);
  }

  private static List<Path> threads(Path task) {
    try (Stream<Path> threads = Files.list(task)) {
      return threads.toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Empty when the thread has just ended. */
  private static Optional<Long> micros(Path stat) {
    try {
      return Optional.of(micros(Files.readString(stat)));
    } catch (NoSuchFileException ended) {
      return Optional.empty();
    } catch (IOException failed) {
      // What is read of a thread that ends meanwhile fails with ESRCH.
      if (Files.exists(stat)) {
        throw new UncheckedIOException(failed);
      }
      return Optional.empty();
    }
  }

  /** A name may have spaces and parentheses: what follows the last one is read. */
  static long micros(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * TICK_MICROS;
  }

  /** What was used since. */
  ThreadTimes since(ThreadTimes before) {
    Map<Integer, Long> used = new HashMap<>();
    micros.forEach((thread, now) -> used.put(thread, now - before.micros.getOrDefault(thread, 0L)));
    return new ThreadTimes(used, allMicros - before.allMicros);
  }
}
