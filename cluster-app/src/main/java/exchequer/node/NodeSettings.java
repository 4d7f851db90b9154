package exchequer.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import exchequer.settings.SettingsReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a node is reached, finds the others, and leaves. Sections {@code exchequer.node} and {@code
 * exchequer.management}; meanings and defaults in cluster.conf.
 *
 * @param contactPoints host:port of management servers, for {@link Discovery#CONFIG}; none for this
 *     node alone
 * @param initialPods nodes that must be found before one of them forms a new cluster
 * @param newCluster whether one may be formed
 * @param maxStandstill time without running after which a node that has others ends
 * @param storageWait time in which Cassandra and the schema must be there
 * @param storageOutage time that Cassandra may fail before the node says that it is not ready
 * @param maxJournalFailure time of nothing but failures of the journal, though Cassandra answers,
 *     after which the node ends
 * @param drainDelay time from saying that it stops to taking no more calls
 * @param drainCalls time that calls under way then have
 */
record NodeSettings(
    String host,
    int port,
    int managementPort,
    Discovery discovery,
    List<String> contactPoints,
    int initialPods,
    boolean newCluster,
    String appVersion,
    Duration maxStandstill,
    Duration storageWait,
    Duration storageOutage,
    Duration maxJournalFailure,
    Duration drainDelay,
    Duration drainCalls) {
  /** By which Akka looks the other nodes up; the actor system's name. */
  static final String SERVICE = "exchequer";

  /** A book that fails tries again within this time, however long it waits for answers. */
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(20);

  private static final String CLUSTER = "akka.cluster.";
  private static final String PHASES = "akka.coordinated-shutdown.phases.";

  /**
   * @throws exchequer.settings.WrongSettingException naming the setting and what is allowed
   */
  static NodeSettings of(Config config) {
    SettingsReader node = new SettingsReader(config, "exchequer.node");
    SettingsReader management = new SettingsReader(config, "exchequer.management");
    Duration longest = Duration.ofMinutes(10);
    return new NodeSettings(
        node.text("host", "\\S+", "a host name or an address"),
        node.number("port", 1, 65_535),
        management.number("port", 1, 65_535),
        node.choice("discovery", Discovery.class),
        node.addressesIfAny("contact-points"),
        node.number("initial-pods", 1, 1_000),
        node.flag("new-cluster"),
        node.text(
            "app-version",
            "[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}",
            "1 to 128 letters, digits or _.+-, as image tags have"),
        node.duration("max-standstill", forgiven(config), takenOver(config)),
        node.duration("storage-wait", Duration.ZERO, longest),
        node.duration("storage-outage", Duration.ZERO, Duration.ofHours(1)),
        node.duration("max-journal-failure", BETWEEN_ATTEMPTS, Duration.ofHours(1)),
        node.duration("drain-delay", Duration.ZERO, longest),
        node.duration("drain-calls", Duration.ofMillis(100), longest));
  }

  /** The others do not mark a node that stands still for less: it need not end either. */
  private static Duration forgiven(Config config) {
    return config.getDuration(CLUSTER + "failure-detector.acceptable-heartbeat-pause");
  }

  /** After standing still for longer, the books of a node may run elsewhere. */
  private static Duration takenOver(Config config) {
    return forgiven(config)
        .plus(config.getDuration(CLUSTER + "split-brain-resolver.stable-after"))
        .plus(config.getDuration(CLUSTER + "down-removal-margin"));
  }

  /** The configuration with what these mean for Akka laid over it. */
  Config into(Config config) {
    String overlay = "exchequer.discovery." + discovery.name().toLowerCase(Locale.ROOT);
    Map<String, Object> derived = new HashMap<>();
    derived.put(
        "akka.discovery.config.services." + SERVICE + ".endpoints",
        (contactPoints.isEmpty() ? List.of(host + ":" + managementPort) : contactPoints)
            .stream().map(NodeSettings::endpoint).toList());
    derived.put(
        PHASES + "before-service-unbind.timeout",
        drainDelay.plus(config.getDuration(PHASES + "before-service-unbind.timeout")));
    derived.put(
        PHASES + "service-requests-done.timeout",
        drainCalls.plus(config.getDuration(PHASES + "service-requests-done.timeout")));
    return ConfigFactory.parseMap(derived)
        .withFallback(config.getConfig(overlay))
        .withFallback(config);
  }

  private static Map<String, Object> endpoint(String contactPoint) {
    int colon = contactPoint.lastIndexOf(':');
    return Map.of(
        "host",
        contactPoint.substring(0, colon),
        "port",
        Integer.parseInt(contactPoint.substring(colon + 1)));
  }
}
