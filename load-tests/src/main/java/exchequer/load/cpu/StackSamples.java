package exchequer.load.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What threads were seen doing, by Java Flight Recorder's samples of those that run Java code.
 * System calls are not seen: their time is split as the rest of their thread's group is.
 */
public final class StackSamples {
  private final Map<String, Map<Component, Long>> groups = new HashMap<>();
  private long count;

  /** Records until it is ended. */
  public static Recording record(JvmProcess process) {
    process.jcmd().run("JFR.start", "name=cpu", "settings=default");
    return new Recording(process);
  }

  /** One under way. */
  public static final class Recording {
    private final JvmProcess process;

    private Recording(JvmProcess process) {
      this.process = process;
    }

    /** Ends it, and writes a file that other programs can read, too. */
    public void end(Path file) {
      process.jcmd().run("JFR.stop", "name=cpu", "filename=" + file.toAbsolutePath());
    }
  }

  /** Adds those of a recording. */
  public void add(Path file) {
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
          add(event);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void add(RecordedEvent event) {
    RecordedThread thread = event.getThread("sampledThread");
    if (thread != null && thread.getJavaName() != null && event.getStackTrace() != null) {
      add(
          JvmProcess.group(thread.getJavaName()),
          event.getStackTrace().getFrames().stream()
              .map(frame -> frame.getMethod().getType().getName())
              .toList());
    }
  }

  void add(String group, List<String> classes) {
    count++;
    groups
        .computeIfAbsent(group, name -> new EnumMap<>(Component.class))
        .merge(Component.of(classes, Component.ofThread(group)), 1L, Long::sum);
  }

  public long count() {
    return count;
  }

  /** Shares of a group's time, 1 in all. */
  Map<Component, Double> shares(String group) {
    Map<Component, Long> seen = groups.getOrDefault(group, Map.of(Component.ofThread(group), 1L));
    double all = seen.values().stream().mapToLong(samples -> samples).sum();
    Map<Component, Double> shares = new EnumMap<>(Component.class);
    seen.forEach((component, samples) -> shares.put(component, samples / all));
    return shares;
  }
}
