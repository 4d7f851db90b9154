package exchequer.load.bench;

import exchequer.load.cpu.Jcmd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM of this machine, whose collector is ParallelGC, holds in memory. */
final class JvmMemory {
  private static final long KIBIBYTE = 1_024;

  /** Its bottom and top: the size itself is printed in whole percents only. */
  private static final Pattern SURVIVORS =
      Pattern.compile("from +space .*\\[0x([0-9a-f]+), *0x([0-9a-f]+), *0x[0-9a-f]+\\)");

  private static final Pattern OLD = Pattern.compile("ParOldGen +total \\d+K, used (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final long pid;
  private final Jcmd jcmd;

  JvmMemory(long pid) {
    this.pid = pid;
    this.jcmd = new Jcmd(pid);
  }

  /**
   * What the last collection left: survivors and the old generation. Asking does not stop the JVM.
   * With what has died in the old generation since that was last collected.
   */
  long heapBytes() {
    // Not by jstat: Cassandra's JVM does not share its counters (PerfDisableSharedMem).
    return heapBytes(jcmd.run("GC.heap_info"));
  }

  /** What is in use, after a full collection, which stops the JVM. */
  long liveHeapBytes() {
    jcmd.run("GC.run");
    return heapBytes();
  }

  static long heapBytes(String printed) {
    Matcher survivors = SURVIVORS.matcher(printed);
    Matcher old = OLD.matcher(printed);
    if (!survivors.find() || !old.find()) {
      throw new IllegalStateException("not the heap of ParallelGC: " + printed);
    }
    return Long.parseLong(survivors.group(2), 16)
        - Long.parseLong(survivors.group(1), 16)
        + Long.parseLong(old.group(1)) * KIBIBYTE;
  }

  /** With all of the heap that was ever used, buffers off it, and what is mapped of files. */
  long residentBytes() {
    try {
      return residentBytes(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static long residentBytes(String status) {
    Matcher resident = RESIDENT.matcher(status);
    if (!resident.find()) {
      throw new IllegalStateException("a process without memory: " + status);
    }
    return Long.parseLong(resident.group(1)) * KIBIBYTE;
  }
}
