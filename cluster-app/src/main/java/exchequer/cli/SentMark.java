package exchequer.cli;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.ClientStreamTracer.StreamInfo;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/**
 * Whether a call got as far as a connection. grpc-java sends nothing of a call before the other
 * side has shown that it speaks HTTP/2; a status does not tell whether it did.
 */
final class SentMark extends ClientStreamTracer.Factory implements ClientInterceptor {
  private volatile boolean sent;

  /** False when it is certain that nothing of the call was sent. */
  boolean isSent() {
    return sent;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return next.newCall(method, options.withStreamTracerFactory(this));
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
