package exchequer.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Starts a run in a JVM of its own, from within Maven: with Maven's {@code simulation} and {@code
 * load.*} properties, and with options that load needs.
 */
public final class Launcher {
  private Launcher() {}

  /**
   * Returns when the run has ended well.
   *
   * @param args a file with the class path of the libraries, the folder of classes, and the folder
   *     for reports
   * @throws IllegalStateException when the run failed, so that the build does
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String libraries = Files.readString(Path.of(args[0])).strip();
    Process process =
        new ProcessBuilder(command(args[1] + File.pathSeparator + libraries, args[2]))
            .inheritIO()
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    int status = process.waitFor();
    if (status != 0) {
      throw new IllegalStateException("the run failed (" + status + "); see above");
    }
  }

  private static List<String> command(String classPath, String reports) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC"));
    // Gatling looks into the JDK's strings, to write reports faster.
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.addAll(List.of("-cp", classPath));
    Properties properties = System.getProperties();
    command.add("-Dload.reports=" + reports);
    for (String name : properties.stringPropertyNames()) {
      if (name.equals("simulation") || name.startsWith("load.")) {
        command.add("-D" + name + "=" + properties.getProperty(name));
      }
    }
    command.add(LoadMain.class.getName());
    return command;
  }
}
