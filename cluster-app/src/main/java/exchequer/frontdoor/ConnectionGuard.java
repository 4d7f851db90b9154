package exchequer.frontdoor;

import akka.actor.ActorRef;
import akka.http.impl.engine.http2.Http2Compliance.Http2ProtocolException;
import akka.http.impl.engine.http2.Http2Protocol;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.impl.fusing.GraphInterpreter$;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Stands between the bytes of one connection and Akka HTTP. It ends a connection that breaks a
 * bound of {@link FrameWalk}, and makes requests known whose client waits for the response's
 * headers before it sends anything: Akka HTTP waits for a first frame of data, so one is given, an
 * empty one, and {@link EarlyRequests} tells Akka to be content with that.
 */
final class ConnectionGuard extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final Http2Protocol.ErrorCode CALM_DOWN =
      Http2Protocol.ErrorCode$.MODULE$.byId(0xb);

  /** Data that come with their headers come sooner; a client that waits does not notice it. */
  private static final Duration SILENCE = Duration.ofMillis(20);

  private final Inlet<ByteString> in = Inlet.create("ConnectionGuard.in");
  private final Outlet<ByteString> out = Outlet.create("ConnectionGuard.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Connections connections;
  private final InetAddress client;

  ConnectionGuard(Connections connections, InetAddress client) {
    this.connections = connections;
    this.client = client;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final FrameWalk walk = new FrameWalk(connections.maxStreams());

    /** The actor that runs this connection, while an empty frame is on its way. */
    private Optional<ActorRef> early = Optional.empty();

    private boolean isCounted;

    /** Bytes that came when an empty frame had just taken their place. */
    private ByteString held = ByteString.emptyByteString();

    private boolean hasEnded;

    private Logic() {
      super(shape);
      setHandler(in, new Input());
      setHandler(out, new Output());
    }

    @Override
    public void preStart() {
      isCounted = connections.enter(client);
      if (!isCounted) {
        refuse("is one too many from its address");
      }
    }

    @Override
    public void postStop() {
      endEmptyFrame();
      if (isCounted) {
        connections.leave(client);
      }
    }

    private void refuse(String why) {
      connections.logRefusal(client, why);
      failStage(new Http2ProtocolException(CALM_DOWN, "this connection " + why));
    }

    @Override
    public void onTimer(Object key) {
      walk.tick();
      if (isAvailable(out) && held.isEmpty()) {
        giveEmptyFrame();
      }
      lookAgain();
    }

    private void lookAgain() {
      if (walk.hasSilent() && !isTimerActive(SILENCE)) {
        scheduleOnce(SILENCE, SILENCE);
      }
    }

    private void giveEmptyFrame() {
      if (walk.isBetweenFrames()) {
        walk.takeLongSilent()
            .ifPresent(
                stream -> {
                  early = Optional.of(GraphInterpreter$.MODULE$.currentInterpreter().context());
                  early.ifPresent(connections.early()::begin);
                  push(out, FrameWalk.emptyData(stream));
                });
      }
    }

    /** Akka has seen it, as Akka wants more. */
    private void endEmptyFrame() {
      early.ifPresent(connections.early()::end);
      early = Optional.empty();
    }

    private final class Input extends AbstractInHandler {
      @Override
      public void onPush() {
        ByteString bytes = grab(in);
        try {
          walk.accept(bytes);
        } catch (FrameWalk.BrokenBoundException broken) {
          refuse(broken.getMessage());
          return;
        }
        if (isAvailable(out)) {
          push(out, bytes);
        } else {
          held = bytes;
        }
        lookAgain();
      }

      @Override
      public void onUpstreamFinish() {
        hasEnded = true;
        if (held.isEmpty()) {
          completeStage();
        }
      }
    }

    private final class Output extends AbstractOutHandler {
      @Override
      public void onPull() {
        endEmptyFrame();
        if (!held.isEmpty()) {
          push(out, held);
          held = ByteString.emptyByteString();
        } else {
          giveEmptyFrame();
        }
        if (hasEnded) {
          completeStage();
        } else if (isAvailable(out) && !hasBeenPulled(in)) {
          pull(in);
        }
      }
    }
  }
}
