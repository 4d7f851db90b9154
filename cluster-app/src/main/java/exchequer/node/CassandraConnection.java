package exchequer.node;

import akka.stream.alpakka.cassandra.DriverConfigLoaderFromConfig;
import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import exchequer.settings.SettingsReader;
import exchequer.storage.Replication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the ledger is stored. Section {@code exchequer.cassandra}; meanings and defaults in
 * cassandra.conf.
 */
public record CassandraConnection(
    List<String> contactPoints, String datacenter, String keyspace, int replicationFactor) {
  /**
   * @throws exchequer.settings.WrongSettingException naming the setting and what is allowed
   */
  public static CassandraConnection of(Config config) {
    SettingsReader cassandra = new SettingsReader(config, "exchequer.cassandra");
    return new CassandraConnection(
        cassandra.addresses("contact-points"),
        cassandra.text("datacenter", "[A-Za-z0-9_.-]{1,100}", "1 to 100 letters, digits or _.-"),
        cassandra.text(
            "keyspace",
            "[a-z][a-z0-9_]{0,47}",
            "1 to 48 lower-case letters, digits or _ starting with a letter"),
        cassandra.number("replication-factor", 1, 9));
  }

  /** The configuration with these values where the driver and Akka Persistence look for them. */
  Config into(Config config) {
    Config result = config;
    for (String driver : List.of("datastax-java-driver", "exchequer.tables-driver")) {
      result =
          result
              .withValue(
                  driver + ".basic.contact-points", ConfigValueFactory.fromIterable(contactPoints))
              // A pod of Cassandra that starts anew keeps its name, not its address.
              .withValue(
                  driver + ".advanced.resolve-contact-points", ConfigValueFactory.fromAnyRef(false))
              .withValue(
                  driver + ".basic.load-balancing-policy.local-datacenter",
                  ConfigValueFactory.fromAnyRef(datacenter));
    }
    return result;
  }

  /** How many copies of each row `exchequer schema` asks for. */
  public Replication replication() {
    return Replication.perDatacenter(Map.of(datacenter, replicationFactor));
  }

  /**
   * Opens the session for the tables behind the log. Blocks.
   *
   * @throws StartException when no contact point answers, or the data centre has no nodes
   */
  public CqlSession connect(Config config) {
    CqlSession session = connected(config);
    try {
      requireDatacenter(session);
      return session;
    } catch (StartException wrong) {
      session.close();
      throw wrong;
    }
  }

  /** Without a node in the data centre, the driver would say of each request that there is none. */
  private void requireDatacenter(CqlSession session) {
    Set<String> there = new TreeSet<>();
    session
        .getMetadata()
        .getNodes()
        .values()
        .forEach(node -> Optional.ofNullable(node.getDatacenter()).ifPresent(there::add));
    if (!there.contains(datacenter)) {
      throw new StartException(
          "the data centre "
              + datacenter
              + " (setting exchequer.cassandra.datacenter, environment"
              + " EXCHEQUER_CASSANDRA_DATACENTER) has no nodes; Cassandra at "
              + String.join(", ", contactPoints)
              + " has the data centres: "
              + String.join(", ", there));
    }
  }

  private CqlSession connected(Config config) {
    try {
      return CqlSession.builder()
          .withConfigLoader(
              DriverConfigLoaderFromConfig.fromConfig(
                  into(config).getConfig("exchequer.tables-driver")))
          .build();
    } catch (AllNodesFailedException away) {
      throw new StartException(
          "Cassandra does not answer at "
              + String.join(", ", contactPoints)
              + " (setting exchequer.cassandra.contact-points, environment"
              + " EXCHEQUER_CASSANDRA_CONTACT_POINTS): "
              + reason(away),
          away);
    } catch (DriverException | IllegalArgumentException | IllegalStateException failed) {
      throw new StartException("could not connect to Cassandra: " + failed.getMessage(), failed);
    }
  }

  private static String reason(AllNodesFailedException away) {
    return away.getAllErrors().values().stream()
        .flatMap(List::stream)
        .findFirst()
        .map(Throwable::getMessage)
        .orElse(away.getMessage());
  }
}
