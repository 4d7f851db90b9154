package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The ledger's keyspace: making its tables, and checking that a Cassandra has them. */
public final class Schema {
  /** A change of the schema takes longer than a write; on a slow disk much longer. */
  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

  /** Each asks until the driver's own schema-agreement.timeout (10 s by default) has passed. */
  private static final int AGREEMENT_ATTEMPTS = 3;

  /**
   * Lower case only: a name that needs no quotes is the same everywhere. 48 is Cassandra's limit.
   */
  private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

  private Schema() {}

  /**
   * Makes the keyspace and the tables that are missing; what exists stays as it is. To be called by
   * one process at a time: Cassandra may give a table two identities when two create it at once.
   *
   * @throws SchemaException if the nodes do not agree on a change within 30 s
   */
  public static void apply(CqlSession session, String keyspace, Replication replication) {
    requireName(keyspace);
    // With its metadata on, the driver reads the schema anew after each statement, a second each.
    session.setSchemaMetadataEnabled(false);
    try {
      execute(session, SimpleStatement.newInstance(createKeyspace(keyspace, replication)));
      for (String statement : SchemaScript.statements()) {
        execute(session, SimpleStatement.newInstance(statement).setKeyspace(keyspace));
      }
    } finally {
      // Back to what is configured.
      session.setSchemaMetadataEnabled(null);
    }
  }

  /**
   * Checks that every table and column is there and has its type.
   *
   * @throws SchemaException naming everything that is missing or different
   */
  public static void check(CqlSession session, String keyspace) {
    requireName(keyspace);
    if (!exists(session, keyspace)) {
      throw new SchemaException(
          "The keyspace " + keyspace + " does not exist. Apply the ledger's schema first.");
    }
    Map<String, Map<String, String>> found = columnsByTable(session, keyspace);
    List<String> faults = new ArrayList<>();
    for (TableDefinition table : SchemaScript.tables()) {
      compare(table, found.get(table.name()), faults);
    }
    if (!faults.isEmpty()) {
      throw new SchemaException(
          "The keyspace "
              + keyspace
              + " is not as the ledger needs it: "
              + String.join("; ", faults)
              + ". Apply the ledger's schema of this release.");
    }
  }

  private static void compare(
      TableDefinition table, Map<String, String> found, List<String> faults) {
    if (found == null) {
      faults.add("table " + table.name() + " is missing");
      return;
    }
    table
        .columns()
        .forEach(
            (column, type) -> {
              String name = table.name() + "." + column;
              String foundType = found.get(column);
              if (foundType == null) {
                faults.add("column " + name + " is missing");
              } else if (!foundType.equals(type)) {
                faults.add("column " + name + " is " + foundType + " instead of " + type);
              }
            });
  }

  private static boolean exists(CqlSession session, String keyspace) {
    String query = "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?";
    return session.execute(query, keyspace).one() != null;
  }

  /** From the tables of the server and not from the driver's metadata, which may lag or be off. */
  private static Map<String, Map<String, String>> columnsByTable(
      CqlSession session, String keyspace) {
    String query =
        "SELECT table_name, column_name, type FROM system_schema.columns WHERE keyspace_name = ?";
    Map<String, Map<String, String>> found = new HashMap<>();
    for (Row row : session.execute(query, keyspace)) {
      found
          .computeIfAbsent(row.getString("table_name"), table -> new HashMap<>())
          .put(row.getString("column_name"), row.getString("type"));
    }
    return found;
  }

  private static String createKeyspace(String keyspace, Replication replication) {
    return "CREATE KEYSPACE IF NOT EXISTS "
        + keyspace
        + " WITH replication = "
        + replication.toCql();
  }

  private static void execute(CqlSession session, SimpleStatement statement) {
    session.execute(statement.setTimeout(STATEMENT_TIMEOUT).setIdempotent(true));
    boolean agreed = session.checkSchemaAgreement();
    for (int attempt = 1; !agreed && attempt < AGREEMENT_ATTEMPTS; attempt++) {
      agreed = session.checkSchemaAgreement();
    }
    if (!agreed) {
      throw new SchemaException(
          "Cassandra's nodes did not agree on the schema after: "
              + statement.getQuery()
              + "\nSee 'nodetool describecluster', then apply the schema again.");
    }
  }

  private static void requireName(String keyspace) {
    if (!KEYSPACE.matcher(keyspace).matches()) {
      throw new IllegalArgumentException(
          "The keyspace '" + keyspace + "' has no valid name; allowed: " + KEYSPACE.pattern());
    }
  }
}
