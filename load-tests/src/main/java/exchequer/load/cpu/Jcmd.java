package exchequer.load.cpu;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JVM of this machine by the JDK's own command. */
public final class Jcmd {
  private static final Pattern THREAD =
      Pattern.compile("^\"(.*)\" .*\\bnid=(0x[0-9a-f]+|\\d+)\\b.*");

  private final long pid;

  public Jcmd(long pid) {
    this.pid = pid;
  }

  /**
   * @return what it prints
   * @throws IllegalStateException when it fails
   */
  public String run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + " failed: " + printed);
      }
      return printed;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Names by the system's numbers: the kernel's own copies of them are cut off. */
  Map<Integer, String> threads() {
    return threads(run("Thread.print"));
  }

  static Map<Integer, String> threads(String printed) {
    Map<Integer, String> names = new HashMap<>();
    for (String line : printed.lines().toList()) {
      Matcher thread = THREAD.matcher(line);
      if (thread.matches()) {
        names.put(Integer.decode(thread.group(2)), thread.group(1));
      }
    }
    return names;
  }
}
