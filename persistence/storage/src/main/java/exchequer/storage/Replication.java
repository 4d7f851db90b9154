package exchequer.storage;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many copies of each row a keyspace keeps.
 *
 * @param copies for each data centre by name; a single node for development has no name ("")
 */
public record Replication(Map<String, Integer> copies) {
  private static final String ANYWHERE = "";

  public Replication {
    copies = new TreeMap<>(copies);
    if (copies.isEmpty()) {
      throw new IllegalArgumentException("Replication names no data centre; one is needed.");
    }
    copies.forEach(Replication::check);
  }

  /** One copy, for a single node. */
  public static Replication single() {
    return new Replication(Map.of(ANYWHERE, 1));
  }

  /** So many copies in each of these data centres, named as Cassandra names them. */
  public static Replication perDatacenter(Map<String, Integer> copies) {
    if (copies.containsKey(ANYWHERE)) {
      throw new IllegalArgumentException("A data centre of the replication has an empty name.");
    }
    return new Replication(copies);
  }

  String toCql() {
    if (copies.containsKey(ANYWHERE)) {
      return "{'class': 'SimpleStrategy', 'replication_factor': " + copies.get(ANYWHERE) + "}";
    }
    return copies.entrySet().stream()
        .map(each -> "'" + each.getKey() + "': " + each.getValue())
        .collect(Collectors.joining(", ", "{'class': 'NetworkTopologyStrategy', ", "}"));
  }

  private static void check(String datacenter, int count) {
    if (!datacenter.matches("[A-Za-z0-9_.-]{0,100}")) {
      throw new IllegalArgumentException(
          "The data centre '"
              + datacenter
              + "' of the replication may have A-Z a-z 0-9 _ . - only.");
    }
    if (count < 1) {
      throw new IllegalArgumentException(
          "The replication has "
              + count
              + " copies in '"
              + datacenter
              + "'; at least 1 is needed.");
    }
  }
}
