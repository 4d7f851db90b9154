package exchequer.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Wrong wall clocks for single processes, by Debian's libfaketime. Monotonic time stays right. */
record WrongClocks(Path library) {

  /** Empty when the library is not installed. */
  static Optional<WrongClocks> find() {
    return Stream.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib64/faketime/libfaketime.so.1")
        .map(Path::of)
        .filter(Files::isReadable)
        .findFirst()
        .map(WrongClocks::new);
  }

  /**
   * What a process is started with.
   *
   * @param clock the file that says by how many seconds it is wrong, read once a second
   */
  Map<String, String> environment(Path clock) {
    return Map.of(
        "LD_PRELOAD",
        library.toString(),
        "FAKETIME_TIMESTAMP_FILE",
        clock.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1");
  }
}
