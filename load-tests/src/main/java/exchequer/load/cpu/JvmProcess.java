package exchequer.load.cpu;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JVM of this machine, and the processor time of its threads by groups of their names. */
public final class JvmProcess {
  static final String UNNAMED = "unnamed";
  static final String ENDED = "ended";

  private final long pid;
  private final Jcmd jcmd;
  private final Map<Integer, String> names = new HashMap<>();

  public JvmProcess(long pid) {
    this.pid = pid;
    this.jcmd = new Jcmd(pid);
  }

  /** The Cassandra of an {@code exchequer dev}. */
  public static long onlyChild(long pid) {
    List<ProcessHandle> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList();
    if (children.size() != 1) {
      throw new IllegalStateException(
          "process %d has %d children; 'exchequer dev' has one, its Cassandra"
              .formatted(pid, children.size()));
    }
    return children.get(0).pid();
  }

  Jcmd jcmd() {
    return jcmd;
  }

  /** Numbers in names are those of threads within a group. */
  static String group(String name) {
    return name.replaceAll("\\d+", "N");
  }

  /** Begins to count. */
  public Usage begin() {
    names.putAll(jcmd.threads());
    return new Usage(ThreadTimes.of(pid));
  }

  /** Processor time from a moment on. */
  public final class Usage {
    private final ThreadTimes before;

    private Usage(ThreadTimes before) {
      this.before = before;
    }

    /** Microseconds until now, by groups of threads. */
    public Map<String, Long> end() {
      ThreadTimes used = ThreadTimes.of(pid).since(before);
      // Now, so that no thread is counted for what the question costs.
      names.putAll(jcmd.threads());
      Map<String, Long> groups = new TreeMap<>();
      used.micros()
          .forEach(
              (thread, micros) ->
                  groups.merge(group(names.getOrDefault(thread, UNNAMED)), micros, Long::sum));
      long named = groups.values().stream().mapToLong(micros -> micros).sum();
      groups.merge(ENDED, Math.max(0, used.allMicros() - named), Long::sum);
      return groups;
    }
  }
}
