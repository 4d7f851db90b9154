package exchequer.frontdoor;

import akka.actor.ActorRef;
import akka.http.scaladsl.settings.Http2ServerSettings;
import akka.stream.impl.fusing.GraphInterpreter;
import akka.stream.impl.fusing.GraphInterpreter$;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections on which a request is being given to its method before any of its data are there.
 *
 * <p>Akka HTTP hands a request over either at once, which makes each a stream of its own and ten
 * times dearer, or once {@code min-collect-strict-entity-size} bytes of data have come. It asks for
 * that size whenever data come, so that the answer can depend on the connection that asks: one
 * byte, and none while that connection brings an empty frame for a request whose client waits.
 */
final class EarlyRequests {
  private final Set<ActorRef> connections = ConcurrentHashMap.newKeySet();

  /**
   * @param connection the actor that runs it
   */
  void begin(ActorRef connection) {
    connections.add(connection);
  }

  void end(ActorRef connection) {
    connections.remove(connection);
  }

  private boolean isNow() {
    if (connections.isEmpty()) {
      return false;
    }
    GraphInterpreter asking = GraphInterpreter$.MODULE$.currentInterpreterOrNull();
    return asking != null && connections.contains(asking.context());
  }

  /** The settings, with an answer of ours to how many bytes a request must have brought. */
  Http2ServerSettings over(Http2ServerSettings settings) {
    return new Settings(settings, this);
  }

  private static final class Settings extends Http2ServerSettings.Http2ServerSettingsImpl {
    private static final long serialVersionUID = 1L;

    private final transient EarlyRequests early;

    private Settings(Http2ServerSettings settings, EarlyRequests early) {
      super(
          settings.maxConcurrentStreams(),
          settings.requestEntityChunkSize(),
          settings.incomingConnectionLevelBufferSize(),
          settings.incomingStreamLevelBufferSize(),
          settings.minCollectStrictEntitySize(),
          settings.outgoingControlFrameBufferSize(),
          settings.logFrames(),
          settings.pingInterval(),
          settings.pingTimeout(),
          settings.maxResets(),
          settings.maxResetsInterval(),
          settings.internalSettings());
      this.early = early;
    }

    @Override
    public int minCollectStrictEntitySize() {
      // Also asked by the constructor above.
      return early != null && early.isNow() ? 0 : super.minCollectStrictEntitySize();
    }
  }
}
