package exchequer.node;

import com.typesafe.config.Config;
import exchequer.frontdoor.GrpcSettings;
import exchequer.kubernetes.KubernetesSettings;
import exchequer.process.BookSettings;
import exchequer.wire.WireSettings;

/**
 * Everything that may be set on a node, read once and checked.
 *
 * @param wire read again by the serializer, where a failure looks like one of Akka's own
 */
record LedgerSettings(
    NodeSettings node,
    CassandraConnection cassandra,
    BookSettings book,
    GrpcSettings grpc,
    KubernetesSettings kubernetes,
    WireSettings wire) {

  /**
   * @throws exchequer.settings.WrongSettingException naming the setting and what is allowed
   */
  static LedgerSettings of(Config config) {
    return new LedgerSettings(
        NodeSettings.of(config),
        CassandraConnection.of(config),
        BookSettings.of(config),
        GrpcSettings.of(config),
        KubernetesSettings.of(config),
        WireSettings.of(config));
  }

  /** The configuration with these where Akka and the driver look for them. */
  Config into(Config config) {
    return cassandra.into(node.into(config));
  }
}
