package exchequer.load.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The processes of an {@code exchequer dev}, by their numbers.
 *
 * @param nodes of the ledger; the first is the program itself, the others are its children
 * @param cassandra another child
 */
public record DevProcesses(List<Long> nodes, long cassandra) {

  /**
   * @param pid of the program
   */
  public static DevProcesses of(long pid) {
    List<Long> nodes = new ArrayList<>(List.of(pid));
    List<Long> cassandras = new ArrayList<>();
    ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .forEach(child -> (isCassandra(child) ? cassandras : nodes).add(child.pid()));
    if (cassandras.size() != 1) {
      throw new IllegalStateException(
          "process %d has %d Cassandras as its children; 'exchequer dev' has one"
              .formatted(pid, cassandras.size()));
    }
    return new DevProcesses(nodes, cassandras.get(0));
  }

  private static boolean isCassandra(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("CassandraServer");
  }
}
