package exchequer.frontdoor;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpRequest;
import akka.stream.Attributes;
import akka.stream.FlowShape;
import akka.stream.Inlet;
import akka.stream.Outlet;
import akka.stream.stage.AbstractInHandler;
import akka.stream.stage.AbstractOutHandler;
import akka.stream.stage.GraphStage;
import akka.stream.stage.GraphStageLogic;
import akka.stream.stage.TimerGraphStageLogic;
import akka.util.ByteString;
import java.time.Duration;

/**
 * A request's body on its way to its method: within {@link MessageBounds}, and read on for a while
 * after the method wants no more of it. Else Akka resets the HTTP/2 stream, and the client is told
 * of a cancellation instead of what was wrong.
 */
final class RequestBody extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final int MAX_UNWANTED_BYTES = 16 * 1024 * 1024;
  private final Inlet<ByteString> in = Inlet.create("RequestBody.in");
  private final Outlet<ByteString> out = Outlet.create("RequestBody.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  private final Duration patience;

  private RequestBody(Duration patience) {
    this.patience = patience;
  }

  /**
   * The request with such a body. One that came whole is small and stays as it is: nearly all.
   *
   * @param patience how long the body is kept open once it is unwanted: longer than answers to what
   *     it brought before can take, since Akka gives none after it
   */
  static HttpRequest of(HttpRequest request, Duration patience) {
    return request.entity() instanceof HttpEntity.Strict whole
            && MessageBounds.areKept(whole.getData())
        ? request
        : request.transformEntityDataBytes(new RequestBody(patience));
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
    private final MessageBounds bounds = new MessageBounds();
    private boolean isWanted = true;
    private long unwantedBytes;
    private RuntimeException refusal;

    private Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              take(grab(in));
            }

            @Override
            public void onUpstreamFinish() {
              if (refusal == null) {
                completeStage();
              }
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              if (refusal == null) {
                pull(in);
              } else {
                refuse(ByteString.emptyByteString(), refusal);
              }
            }

            @Override
            public void onDownstreamFinish(Throwable cause) {
              readOn();
            }
          });
    }

    private void take(ByteString bytes) {
      if (!isWanted) {
        drop(bytes);
        return;
      }
      try {
        bounds.accept(bytes);
        push(out, bytes);
      } catch (RuntimeException refused) {
        refuse(bytes.take(bounds.goodBytes()), refused);
      }
    }

    /** The messages before are good, and whoever reads them must not miss them for the failure. */
    private void refuse(ByteString good, RuntimeException refused) {
      if (good.isEmpty()) {
        fail(out, refused);
        readOn();
      } else {
        push(out, good);
        refusal = refused;
      }
    }

    private void readOn() {
      isWanted = false;
      if (isClosed(in)) {
        completeStage();
        return;
      }
      scheduleOnce("unwanted", patience);
      if (!hasBeenPulled(in)) {
        pull(in);
      }
    }

    private void drop(ByteString bytes) {
      unwantedBytes += bytes.length();
      if (unwantedBytes <= MAX_UNWANTED_BYTES) {
        pull(in);
      }
    }

    @Override
    public void onTimer(Object key) {
      completeStage();
    }
  }
}
