package exchequer.cassandra.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A further Java process of the program, on the same Java. */
public final class ChildJvm {
  /**
   * Where a JVM takes options from besides its command line. They are meant for the process that
   * was started with them: a debugger's port or a file of a profiler can't be had twice.
   */
  private static final List<String> OPTIONS_OF_ONE_JVM =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  private ChildJvm() {}

  /**
   * @param arguments for the JVM, then its main class, then what that takes
   * @return to be started by the caller; the environment is this process's, without options for its
   *     JVM
   */
  public static ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(OPTIONS_OF_ONE_JVM);
    return builder;
  }
}
