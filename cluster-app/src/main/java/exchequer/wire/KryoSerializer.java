package exchequer.wire;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import com.esotericsoftware.kryo.util.Pool;
import java.io.NotSerializableException;

/**
 * Messages between nodes. Bytes that are no message make a {@link NotSerializableException}, which
 * Akka logs, and drops the message; nothing else comes of them.
 */
public final class KryoSerializer extends SerializerWithStringManifest {
  static final int IDENTIFIER = 7_002;

  /** The layout of messages as a whole; the shapes in it have {@linkplain Registrations ids}. */
  static final String MANIFEST = "x1";

  /** More at once than dispatchers have threads; beyond it they are made and thrown away. */
  private static final int MAX_POOLED = 64;

  private final ExtendedActorSystem system;
  private final int maxMessageBytes;
  private final WireFailures failures;
  private final Pool<Wire> pool;

  /** Called by Akka. */
  public KryoSerializer(ExtendedActorSystem system) {
    this.system = system;
    this.maxMessageBytes = WireSettings.of(system.settings().config()).maxMessageBytes();
    this.failures = WireFailures.of(system);
    this.pool =
        new Pool<>(true, false, MAX_POOLED) {
          @Override
          protected Wire create() {
            return newWire();
          }
        };
  }

  /** Not in the constructor: Akka makes serializers before the actor system is ready. */
  private Wire newWire() {
    ActorRefForm actorRefs = new ActorRefForm(Adapter.toTyped(system));
    return new Wire(Registrations.of(actorRefs), maxMessageBytes);
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object message) {
    return MANIFEST;
  }

  /**
   * @throws IllegalArgumentException when it is too large or its class has no registration
   */
  @Override
  public byte[] toBinary(Object message) {
    try {
      Wire wire = pool.obtain();
      byte[] bytes = wire.write(message);
      pool.free(wire);
      return bytes;
    } catch (RuntimeException wrong) {
      failures.countUnwritable();
      throw new IllegalArgumentException(
          "cannot send a " + message.getClass().getName() + ": " + wrong.getMessage(), wrong);
    }
  }

  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    try {
      if (!manifest.equals(MANIFEST)) {
        throw new IllegalArgumentException("the manifest must be " + MANIFEST);
      }
      Wire wire = pool.obtain();
      Object message = wire.read(bytes);
      pool.free(wire);
      return message;
    } catch (Exception wrong) { // Scala throws checked ones that it does not declare.
      failures.countUnreadable();
      var unreadable =
          new NotSerializableException(
              "cannot read a message of " + bytes.length + " bytes: " + wrong.getMessage());
      unreadable.initCause(wrong);
      throw unreadable;
    }
  }
}
