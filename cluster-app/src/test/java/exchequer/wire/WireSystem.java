package exchequer.wire;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import exchequer.process.BookAnswer;
import java.io.NotSerializableException;

/** An actor system with the settings of wire.conf. */
final class WireSystem implements AutoCloseable {
  static final String NAME = "wire";

  private final ActorTestKit kit;

  /** Without a network: its references have no address, so their bytes are always the same. */
  static WireSystem local() {
    return new WireSystem(config("127.0.0.1", "akka.actor.provider = local"));
  }

  static WireSystem listening(String host, String moreSettings) {
    return new WireSystem(config(host, moreSettings));
  }

  private WireSystem(Config config) {
    this.kit = ActorTestKit.create(NAME, config);
  }

  static Config config(String host, String moreSettings) {
    return ConfigFactory.parseString(moreSettings)
        .withFallback(
            ConfigFactory.parseString(
                """
                akka.actor.provider = cluster
                akka.cluster.jmx.enabled = off
                akka.remote.artery.transport = tcp
                akka.remote.artery.canonical.port = 0
                akka.remote.artery.canonical.hostname = "%s"
                akka.loglevel = WARNING
                akka.loggers = ["akka.event.slf4j.Slf4jLogger"]
                akka.logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
                """
                    .formatted(host)))
        .withFallback(ConfigFactory.parseResources("wire.conf"))
        .withFallback(ConfigFactory.defaultReference())
        .resolve();
  }

  ActorTestKit kit() {
    return kit;
  }

  KryoSerializer serializer() {
    return (KryoSerializer) serialization().serializerByIdentity().apply(KryoSerializer.IDENTIFIER);
  }

  Serialization serialization() {
    return SerializationExtension.get(Adapter.toClassic(kit.system()));
  }

  WireFailures failures() {
    return WireFailures.of(Adapter.toClassic(kit.system()));
  }

  ActorRef<BookAnswer> resolve(String path) {
    return ActorRefResolver.get(kit.system()).resolveActorRef(path);
  }

  Object read(byte[] bytes) throws NotSerializableException {
    return serializer().fromBinary(bytes, KryoSerializer.MANIFEST);
  }

  @Override
  public void close() {
    kit.shutdownTestKit();
  }
}
