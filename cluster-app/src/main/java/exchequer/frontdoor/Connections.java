package exchequer.frontdoor;

import akka.actor.AbstractExtensionId;
import akka.actor.ClassicActorSystemProvider;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of this node's gRPC server, and what each of them may do. */
final class Connections implements Extension {
  private static final Id ID = new Id();
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final EarlyRequests early = new EarlyRequests();
  private final SeldomLog refusals = new SeldomLog(LOG, SeldomLog.PAUSE);
  private final ConcurrentMap<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();
  private final int maxPerAddress;
  private final int maxStreams;
  private volatile boolean areGuarded;

  private Connections(int maxPerAddress, int maxStreams) {
    this.maxPerAddress = maxPerAddress;
    this.maxStreams = maxStreams;
  }

  static Connections of(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  EarlyRequests early() {
    return early;
  }

  /** Streams of one connection at a time. */
  int maxStreams() {
    return maxStreams;
  }

  /** Whether there is room for another from this address; then it is counted until it leaves. */
  boolean enter(InetAddress client) {
    if (openByAddress.merge(client, 1, Integer::sum) <= maxPerAddress) {
      return true;
    }
    leave(client);
    return false;
  }

  void leave(InetAddress client) {
    openByAddress.computeIfPresent(client, (address, open) -> open == 1 ? null : open - 1);
  }

  /** Akka goes on without, and without a word, should it not find the guards. */
  void areGuarded() {
    areGuarded = true;
  }

  /**
   * To be called once Akka listens.
   *
   * @throws IllegalStateException when connections are not guarded
   */
  void requireGuards() {
    if (!areGuarded) {
      throw new IllegalStateException(
          "gRPC connections are not guarded: akka.http.http2-telemetry-class must be "
              + ConnectionGuards.class.getName());
    }
  }

  /**
   * @param why as the rest of "the connection of a client ..."
   */
  void logRefusal(InetAddress client, String why) {
    refusals.warn("ended a connection of " + client.getHostAddress() + ": it " + why);
  }

  /** Akka's handle of this extension. */
  private static final class Id extends AbstractExtensionId<Connections> {
    @Override
    public Connections createExtension(ExtendedActorSystem system) {
      GrpcSettings settings = GrpcSettings.of(system.settings().config());
      return new Connections(
          settings.maxConnectionsPerAddress(),
          system.settings().config().getInt(FrontDoor.SERVER + ".http2.max-concurrent-streams"));
    }
  }
}
