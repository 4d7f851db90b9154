package exchequer.load.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where Debian keeps PostgreSQL's programs: a folder for each version. */
final class PostgresPrograms {
  static final Path HOME = Path.of("/usr/lib/postgresql");

  private PostgresPrograms() {}

  /**
   * The programs of the newest version.
   *
   * @throws PeersException when there is none
   */
  static Path newest(Path home) {
    try (Stream<Path> versions = Files.list(home)) {
      return versions
          .filter(version -> version.getFileName().toString().matches("[0-9]{1,4}"))
          .max(Comparator.comparing(version -> Integer.valueOf(version.getFileName().toString())))
          .orElseThrow(PostgresPrograms::missing)
          .resolve("bin");
    } catch (IOException none) {
      throw missing();
    }
  }

  static PeersException missing() {
    return new PeersException(
        2, "there is no PostgreSQL in " + HOME + "; run: apt-get install postgresql-15");
  }
}
