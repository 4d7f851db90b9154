package exchequer.client;

import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.LedgerServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;

/** One call of CreateTransfers, from its start to its end. */
final class OpenStream
    implements ClientResponseObserver<CreateTransfersRequest, CreateTransfersResponse> {
  private final TransferStream owner;
  private final SentMark mark = new SentMark();
  private ClientCallStreamObserver<CreateTransfersRequest> requests;

  OpenStream(TransferStream owner) {
    this.owner = owner;
  }

  void start(Channel channel) {
    var unused =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(
                LedgerServiceGrpc.getCreateTransfersMethod(),
                CallOptions.DEFAULT.withStreamTracerFactory(mark)),
            this);
  }

  boolean isSent() {
    return mark.isSent();
  }

  void send(CreateTransfersRequest message) {
    requests.onNext(message);
  }

  void complete() {
    requests.onCompleted();
  }

  void cancel(String why) {
    requests.cancel(why, null);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<CreateTransfersRequest> stream) {
    requests = stream;
  }

  @Override
  public void onNext(CreateTransfersResponse response) {
    owner.answered(this, response);
  }

  @Override
  public void onError(Throwable failure) {
    owner.broken(this, LedgerError.ofStream(failure, isSent()));
  }

  @Override
  public void onCompleted() {
    Status ended = Status.UNAVAILABLE.withDescription("the server ended the stream");
    owner.broken(this, LedgerError.local(ended, true));
  }
}
