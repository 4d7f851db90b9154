package exchequer.node;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The copies of each row that the ledger's keyspace keeps in its data centre, and the nodes there
 * are for them.
 *
 * @param copies each on a node of its own
 * @param up nodes of the data centre that are up, as far as the driver knows
 */
public record Copies(String keyspace, String datacenter, int copies, long up) {
  private static final String SIMPLE = "replication_factor";

  /**
   * Asks one node, whatever the others do. Blocks.
   *
   * @return empty when there is no such keyspace, or it keeps no copies in this data centre
   */
  public static Optional<Copies> of(CqlSession session, CassandraConnection cassandra) {
    Row row =
        session
            .execute(
                "SELECT replication FROM system_schema.keyspaces WHERE keyspace_name = ?",
                cassandra.keyspace())
            .one();
    if (row == null) {
      return Optional.empty();
    }
    Map<String, String> replication =
        Objects.requireNonNullElse(
            row.getMap("replication", String.class, String.class), Map.<String, String>of());
    return number(replication, cassandra.datacenter())
        .map(
            copies ->
                new Copies(
                    cassandra.keyspace(),
                    cassandra.datacenter(),
                    copies,
                    up(session.getMetadata().getNodes().values(), cassandra.datacenter())));
  }

  private static Optional<Integer> number(Map<String, String> replication, String datacenter) {
    return Optional.ofNullable(replication.getOrDefault(datacenter, replication.get(SIMPLE)))
        // "3/1": so many of them transient.
        .map(text -> text.split("/", 2)[0])
        .filter(text -> text.matches("[0-9]{1,3}"))
        .map(Integer::parseInt);
  }

  private static long up(Collection<Node> nodes, String datacenter) {
    return nodes.stream()
        .filter(node -> datacenter.equals(node.getDatacenter()))
        .filter(node -> node.getState() != NodeState.DOWN)
        .filter(node -> node.getState() != NodeState.FORCED_DOWN)
        .count();
  }

  /** More than half must answer, or nothing can be read or written. */
  public int needed() {
    return copies / 2 + 1;
  }

  public boolean haveTooFewNodes() {
    return up < copies;
  }

  /** What there is and what is needed, in a line. */
  public String text() {
    return "the keyspace "
        + keyspace
        + " keeps "
        + copies
        + " copies of each row in the data centre "
        + datacenter
        + ": "
        + copies
        + " copies need "
        + copies
        + " nodes; "
        + up
        + (up == 1 ? " is up" : " are up")
        + ", and the ledger works with "
        + needed()
        + " or more (setting exchequer.cassandra.replication-factor, environment"
        + " EXCHEQUER_CASSANDRA_REPLICATION_FACTOR, when `exchequer schema` makes the keyspace)";
  }
}
