package exchequer.cassandra.embedded;

import static exchequer.cassandra.embedded.CassandraStartException.Reason.LIBRARIES_UNUSABLE;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder with the jars of the server. */
record ServerLibraries(Path folder) {
  /** Two versions side by side happen when a build folder is kept across an upgrade. */
  void check() {
    requireOne("cassandra-server-*.jar");
    requireOne("cassandra-all-*.jar");
  }

  String classPath() {
    return folder.resolve("*").toString();
  }

  private void requireOne(String pattern) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> matching = Files.newDirectoryStream(folder, pattern)) {
        matching.forEach(found::add);
      } catch (IOException e) {
        throw new CassandraStartException(
            LIBRARIES_UNUSABLE, "The folder " + folder + " can't be read: " + e, e);
      }
    }
    if (found.size() != 1) {
      throw new CassandraStartException(
          LIBRARIES_UNUSABLE,
          "The folder %s should hold the jars of the development Cassandra, one %s among them, but holds %d of that. Build it with: mvn clean package -pl persistence/cassandra-server"
              .formatted(folder, pattern, found.size()));
    }
  }
}
