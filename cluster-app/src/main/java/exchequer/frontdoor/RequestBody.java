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
  private static final Duration MAX_UNWANTED_TIME = Duration.ofSeconds(5);

  private final Inlet<ByteString> in = Inlet.create("RequestBody.in");
  private final Outlet<ByteString> out = Outlet.create("RequestBody.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  private RequestBody() {}

  /** The request with such a body. One that came whole is small and stays as it is: nearly all. */
  static HttpRequest of(HttpRequest request) {
    return request.entity() instanceof HttpEntity.Strict whole
            && MessageBounds.areKept(whole.getData())
        ? request
        : request.transformEntityDataBytes(new RequestBody());
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

    private Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              take(grab(in));
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pull(in);
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
      } catch (RuntimeException refused) {
        fail(out, refused);
        readOn();
        return;
      }
      push(out, bytes);
    }

    private void readOn() {
      isWanted = false;
      if (isClosed(in)) {
        completeStage();
        return;
      }
      scheduleOnce("unwanted", MAX_UNWANTED_TIME);
      if (!hasBeenPulled(in)) {
        pull(in);
      }
    }

    private void drop(ByteString bytes) {
      unwantedBytes += bytes.length();
      if (unwantedBytes > MAX_UNWANTED_BYTES) {
        completeStage();
      } else {
        pull(in);
      }
    }

    @Override
    public void onTimer(Object key) {
      completeStage();
    }
  }
}
