package exchequer.client;

import io.grpc.Attributes;
import io.grpc.ClientStreamTracer;
import io.grpc.ClientStreamTracer.StreamInfo;
import io.grpc.Metadata;

/**
 * Whether a call got as far as a connection. grpc-java sends nothing of a call before the other
 * side has shown that it speaks HTTP/2; a status does not tell whether it did.
 */
final class SentMark extends ClientStreamTracer.Factory {
  private volatile boolean sent;

  /** False when it is certain that nothing of the call was sent. */
  boolean isSent() {
    return sent;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(StreamInfo info, Metadata headers) {
    return new ClientStreamTracer() {
      @Override
      public void streamCreated(Attributes connection, Metadata sentHeaders) {
        sent = true;
      }
    };
  }
}
