package exchequer.it;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this JVM's heap holds after a full garbage collection.
 *
 * @param instances by class name
 */
record LiveHeap(long bytes, Map<String, Long> instances) {
  private static final Pattern CLASS =
      Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+)(?: \\(.*\\))?");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  /** By the JVM's own class histogram (jcmd GC.class_histogram). */
  static LiveHeap measure() {
    String histogram;
    try {
      histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
    } catch (JMException failed) {
      throw new AssertionError(failed);
    }
    long bytes = -1;
    Map<String, Long> instances = new HashMap<>();
    for (String line : histogram.lines().toList()) {
      Matcher ofClass = CLASS.matcher(line);
      Matcher total = TOTAL.matcher(line);
      if (ofClass.matches()) {
        instances.merge(ofClass.group(2), Long.parseLong(ofClass.group(1)), Long::sum);
      } else if (total.matches()) {
        bytes = Long.parseLong(total.group(1));
      }
    }
    if (bytes < 0) {
      throw new AssertionError("not a class histogram: " + histogram);
    }
    return new LiveHeap(bytes, instances);
  }

  long count(Class<?> type) {
    return instances.getOrDefault(type.getName(), 0L);
  }

  /**
   * Of a class that a test can't name otherwise.
   *
   * @throws IllegalArgumentException when there is no such class
   */
  long count(String className) {
    try {
      return count(Class.forName(className));
    } catch (ClassNotFoundException renamed) {
      throw new IllegalArgumentException("there is no class " + className, renamed);
    }
  }
}
