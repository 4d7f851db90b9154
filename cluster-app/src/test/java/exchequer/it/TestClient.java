package exchequer.it;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import exchequer.client.LedgerClient;
import exchequer.client.LedgerClientBuilder;
import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.LedgerServiceGrpc;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A gRPC client as a user would have it, and what tests ask most. */
public final class TestClient implements AutoCloseable {
  public static final String ASSET = "EUR/2";

  private final String address;
  private final ManagedChannel channel;

  public TestClient(InetSocketAddress listening) {
    address = listening.getAddress().getHostAddress() + ":" + listening.getPort();
    channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
  }

  /** Of a client that sends again what has no answer, over connections of its own. */
  LedgerClientBuilder repeating() {
    return LedgerClient.builder(address);
  }

  public LedgerServiceGrpc.LedgerServiceBlockingStub blocking() {
    return LedgerServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  LedgerServiceGrpc.LedgerServiceFutureStub future() {
    return LedgerServiceGrpc.newFutureStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  LedgerServiceGrpc.LedgerServiceStub streaming() {
    return LedgerServiceGrpc.newStub(channel);
  }

  public ManagedChannel channel() {
    return channel;
  }

  /**
   * @param floor {@code unbounded} for one that issues money
   */
  Account open(String id, String floor) {
    return blocking().createAccount(opening(id, floor));
  }

  /** Many that may all issue money, a bounded number at a time. */
  void openAll(Stream<String> ids) {
    try (ConcurrentCalls calls = new ConcurrentCalls()) {
      ids.map(id -> opening(id, "unbounded"))
          .forEach(request -> calls.make(() -> future().createAccount(request)));
    }
  }

  private static CreateAccountRequest opening(String id, String floor) {
    return CreateAccountRequest.newBuilder()
        .setAccountId(id)
        .setAccount(Account.newBuilder().setAsset(ASSET).setFloor(floor))
        .build();
  }

  public Account account(String id) {
    return blocking().getAccount(GetAccountRequest.newBuilder().setName("accounts/" + id).build());
  }

  static CreateTransferRequest transfer(UUID id, String from, String to, long amount) {
    return CreateTransferRequest.newBuilder()
        .setParent("accounts/" + from)
        .setTransferId(id.toString())
        .setTransfer(
            Transfer.newBuilder()
                .setDestination("accounts/" + to)
                .setAsset(ASSET)
                .setAmount(Long.toString(amount)))
        .build();
  }

  /** All of a statement, page by page. */
  public List<Entry> entries(String id, EntryOrder order, int pageSize) {
    List<Entry> entries = new ArrayList<>();
    ListEntriesRequest.Builder request =
        ListEntriesRequest.newBuilder()
            .setParent("accounts/" + id)
            .setOrder(order)
            .setPageSize(pageSize);
    ListEntriesResponse page;
    do {
      page = blocking().listEntries(request.build());
      entries.addAll(page.getEntriesList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return entries;
  }

  public static Reason reason(StatusRuntimeException refused) {
    return Reason.valueOf(info(refused).getReason());
  }

  public static ErrorInfo info(StatusRuntimeException refused) {
    com.google.rpc.Status status = StatusProto.fromThrowable(refused);
    if (status == null || status.getDetailsCount() == 0) {
      throw new AssertionError("no google.rpc.Status in " + refused, refused);
    }
    try {
      return status.getDetails(0).unpack(ErrorInfo.class);
    } catch (InvalidProtocolBufferException wrong) {
      throw new AssertionError(wrong);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
