package exchequer.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Wrong wall clocks for single processes, by a small library of C that is loaded before others. The
 * monotonic clock stays right. (libfaketime does the same, but a node under it took eight times the
 * processor time.)
 */
record WrongClocks(Path library) {
  private static final String SOURCE = "wrong-clock.c";

  /** Compiles the library; empty where there is no C compiler. */
  static Optional<WrongClocks> compile(Path folder) {
    Path source = folder.resolve(SOURCE);
    Path library = folder.resolve("wrong-clock.so");
    try (InputStream code = WrongClocks.class.getResourceAsStream(SOURCE)) {
      Files.write(source, code.readAllBytes());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    Commands.Result compiled =
        Commands.run(
            "cc", "-O2", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl");
    return compiled.isDone() ? Optional.of(new WrongClocks(library)) : Optional.empty();
  }

  /**
   * What a process is started with.
   *
   * @param clock the file that says by how much it is wrong
   */
  Map<String, String> environment(Path clock) {
    return Map.of("LD_PRELOAD", library.toString(), "WRONG_CLOCK", clock.toString());
  }

  /** Processes with this clock are wrong by so many seconds from now on. */
  static void set(Path clock, long seconds) {
    byte[] bytes =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(seconds).array();
    try {
      // In place: processes have this very file mapped into memory.
      if (Files.exists(clock)) {
        Files.write(clock, bytes, java.nio.file.StandardOpenOption.WRITE);
      } else {
        Files.write(clock, bytes);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
