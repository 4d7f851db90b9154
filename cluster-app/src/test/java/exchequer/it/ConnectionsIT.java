package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import exchequer.v1.Account;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.Reason;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one client does to a connection hurts neither the others on it nor the node. */
class ConnectionsIT {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** A frame of headers that others go on, on stream 1, then empty ones of 16 KiB. */
  private static final byte[] HEADERS = {0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x82};

  private static final int CONTINUATION_BYTES = 16 * 1024;

  /** What the kernels at both ends may hold. */
  private static final int MOST_TAKEN_BYTES = 16 * 1024 * 1024;

  private static final int MAX_CONNECTIONS = 20;

  private static TestNode node;
  private static TestClient client;

  @BeforeAll
  static void start() {
    node =
        TestNode.start(Map.of("exchequer.grpc.max-connections-per-address", "" + MAX_CONNECTIONS));
    client = node.client();
    client.open("bank", "unbounded");
    client.open("alice", "0");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void a_call_with_too_much_metadata_is_refused_alone() {
    // Given
    AtomicInteger results = new AtomicInteger();
    Observer<CreateTransfersResponse> observer = counting(results);
    StreamObserver<CreateTransfersRequest> requests = openedStream(observer, results);

    for (int bytes : List.of(9_000, 20_000, 60_000)) {
      // When
      StatusRuntimeException refused =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  client
                      .blocking()
                      .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata(bytes)))
                      .getAccount(GetAccountRequest.newBuilder().setName("accounts/bank").build()));

      // Then
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(TestClient.reason(refused)).isEqualTo(Reason.INVALID_FIELD);
      assertThat(refused.getStatus().getDescription()).contains("may have at most 8192 bytes");
    }
    requests.onNext(message());
    requests.onCompleted();
    observer.ended.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(results).hasValue(2);
  }

  private static Observer<CreateTransfersResponse> counting(AtomicInteger results) {
    return new Observer<>(response -> results.addAndGet(response.getResultsCount()));
  }

  /** A stream of transfers that has had its first result. */
  private static StreamObserver<CreateTransfersRequest> openedStream(
      Observer<CreateTransfersResponse> observer, AtomicInteger results) {
    StreamObserver<CreateTransfersRequest> requests = client.streaming().createTransfers(observer);
    requests.onNext(message());
    Awaitility.await().until(() -> results.get() == 1);
    return requests;
  }

  private static Metadata metadata(int bytes) {
    Metadata metadata = new Metadata();
    metadata.put(Metadata.Key.of("note", Metadata.ASCII_STRING_MARSHALLER), "n".repeat(bytes));
    return metadata;
  }

  @Test
  void calls_that_time_out_end_no_stream_on_their_connection() {
    // Given
    AtomicInteger results = new AtomicInteger();
    Observer<CreateTransfersResponse> observer = counting(results);
    StreamObserver<CreateTransfersRequest> requests = openedStream(observer, results);

    // When
    int calls = 3_000;
    AtomicInteger ended = new AtomicInteger();
    for (int i = 0; i < calls; i++) {
      Context.CancellableContext context = Context.current().withCancellation();
      Observer<Account> answer = new Observer<>(account -> {});
      var unused = answer.ended.whenComplete((done, failed) -> ended.incrementAndGet());
      context.run(
          () ->
              client
                  .streaming()
                  .getAccount(
                      GetAccountRequest.newBuilder().setName("accounts/bank").build(), answer));
      context.cancel(null);
    }
    Awaitility.await().until(() -> ended.get() == calls);

    // Then
    requests.onNext(message());
    requests.onCompleted();
    observer.ended.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(results).hasValue(2);
  }

  private static CreateTransfersRequest message() {
    return CreateTransfersRequest.newBuilder()
        .addRequests(TestClient.transfer(UUID.randomUUID(), "bank", "alice", 1))
        .build();
  }

  @Test
  void headers_without_end_end_their_connection_on_either_port() throws IOException {
    for (InetSocketAddress address : List.of(node.grpcAddress(), node.managementAddress())) {
      assertThat(takenContinuations(address)).isLessThan(MOST_TAKEN_BYTES);
    }
  }

  /** How many bytes of frames that go on with a header block are taken before the end. */
  private static long takenContinuations(InetSocketAddress address) throws IOException {
    byte[] frame = new byte[9 + CONTINUATION_BYTES];
    frame[1] = (byte) (CONTINUATION_BYTES >> Byte.SIZE);
    frame[3] = 9;
    frame[8] = 1;
    long taken = 0;
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write(PREFACE);
      socket.getOutputStream().write(HEADERS);
      for (; taken < 8L * MOST_TAKEN_BYTES; taken += frame.length) {
        socket.getOutputStream().write(frame);
      }
    } catch (SocketException closed) {
      // What the server should do.
    }
    return taken;
  }

  @Test
  void one_address_does_not_take_all_connections() throws IOException {
    // Given
    List<Socket> open = new ArrayList<>();
    InetSocketAddress address = node.grpcAddress();
    try {
      // When
      for (int i = 0; i < MAX_CONNECTIONS; i++) {
        open.add(new Socket(address.getAddress(), address.getPort()));
      }

      // Then one is one too many, as the test's own client has one.
      Awaitility.await().until(() -> open.stream().anyMatch(ConnectionsIT::isClosed));
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              try (TestClient another = new TestClient(address)) {
                return another.account("bank").getName().equals("accounts/bank");
              }
            });
  }

  private static boolean isClosed(Socket socket) {
    try {
      socket.setSoTimeout(50);
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
