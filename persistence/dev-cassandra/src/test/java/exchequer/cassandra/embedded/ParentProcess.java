package exchequer.cassandra.embedded;

import java.nio.file.Path;

/** A process that starts a server on a folder, prints its id or why not, and then waits. */
final class ParentProcess {
  private ParentProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    CassandraSettings settings =
        CassandraSettings.of(Path.of(arguments[0]), Path.of(arguments[1]))
            .withCqlPort(0)
            .withHeapMebibytes(512);
    try {
      System.out.println("pid " + EmbeddedCassandra.start(settings).pid());
    } catch (CassandraStartException e) {
      System.out.println(e.reason() + " " + e.getMessage());
      return;
    }
    Thread.sleep(Long.MAX_VALUE);
  }
}
