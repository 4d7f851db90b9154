package exchequer.frontdoor;

import akka.NotUsed;
import akka.actor.ActorSystem;
import akka.http.impl.engine.http2.TelemetrySpi;
import akka.http.scaladsl.model.HttpRequest;
import akka.http.scaladsl.model.HttpResponse;
import akka.stream.scaladsl.BidiFlow;
import akka.stream.scaladsl.Flow;
import akka.stream.scaladsl.Tcp;
import akka.util.ByteString;

/**
 * Puts a {@link ConnectionGuard} in front of each connection. Akka HTTP makes one of these (setting
 * {@code akka.http.http2-telemetry-class}), and lets it see connections as TCP gives them.
 */
final class ConnectionGuards implements TelemetrySpi {
  private final Connections connections;

  ConnectionGuards(ActorSystem system) {
    this.connections = Connections.of(system);
    connections.areGuarded();
  }

  @Override
  public Flow<Tcp.IncomingConnection, Tcp.IncomingConnection, NotUsed> serverBinding() {
    return akka.stream.javadsl.Flow.<Tcp.IncomingConnection>create().map(this::guarded).asScala();
  }

  private Tcp.IncomingConnection guarded(Tcp.IncomingConnection incoming) {
    Flow<ByteString, ByteString, NotUsed> bytes =
        incoming
            .flow()
            .asJava()
            .via(new ConnectionGuard(connections, incoming.remoteAddress().getAddress()))
            .asScala();
    return new Tcp.IncomingConnection(incoming.localAddress(), incoming.remoteAddress(), bytes);
  }

  @Override
  public BidiFlow<HttpRequest, HttpRequest, HttpResponse, HttpResponse, NotUsed> client() {
    return BidiFlow.identity();
  }

  @Override
  public BidiFlow<HttpResponse, HttpResponse, HttpRequest, HttpRequest, NotUsed>
      serverConnection() {
    return BidiFlow.identity();
  }
}
