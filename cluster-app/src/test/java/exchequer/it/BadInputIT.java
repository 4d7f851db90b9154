package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest.FieldViolation;
import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import exchequer.v1.LedgerServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends, it is told what was wrong, and the server goes on. */
class BadInputIT {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final byte[] EMPTY_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final int MOST_ERROR_BYTES = 4_096;

  private static TestNode node;
  private static TestClient client;

  @BeforeAll
  static void start() {
    node = TestNode.start(Map.of());
    client = node.client();
    client.open("bank", "unbounded");
    client.open("alice", "0");
    client.open("bob", "0");
    client.open("poor", "0");
    client
        .blocking()
        .createAccount(
            CreateAccountRequest.newBuilder()
                .setAccountId("dollars")
                .setAccount(Account.newBuilder().setAsset("USD/2"))
                .build());
    for (int i = 0; i < 3; i++) {
      client.blocking().createTransfer(TestClient.transfer(UUID.randomUUID(), "bank", "alice", 1));
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void answers_the_next_good_request() {
    try (TestClient another = new TestClient(node.grpcAddress())) {
      assertThat(another.account("alice").getBalance().getPosted()).isEqualTo("3");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exchequer.it.BadRequests#all")
  void tells_what_is_wrong(BadRequests.BadRequest bad) throws InvalidProtocolBufferException {
    // When
    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> bad.call().accept(client));

    // Then
    assertThat(refused).isNotNull();
    assertThat(refused.getStatus().getCode()).isEqualTo(bad.code());
    assertThat(TestClient.reason(refused)).isEqualTo(bad.reason());
    assertThat(refused.getStatus().getDescription()).isNotBlank().doesNotContain("Exception");
    assertThat(StatusProto.fromThrowable(refused).getSerializedSize()).isLessThan(MOST_ERROR_BYTES);
    if (!bad.field().isEmpty()) {
      FieldViolation first = violations(refused).get(0);
      assertThat(first.getField()).isEqualTo(bad.field());
      assertThat(first.getDescription()).isNotBlank();
      assertThat(refused.getStatus().getDescription()).contains(bad.field());
    }
  }

  @Test
  void tells_all_that_is_wrong_at_once() throws InvalidProtocolBufferException {
    // When
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                client
                    .blocking()
                    .createAccount(
                        CreateAccountRequest.newBuilder()
                            .setAccountId("a b")
                            .setAccount(Account.newBuilder().setAsset("E").setFloor("x"))
                            .build()));

    // Then
    assertThat(violations(refused))
        .extracting(FieldViolation::getField)
        .containsExactly("account_id", "account.asset", "account.floor");
  }

  @Test
  void takes_the_bounds_themselves() {
    // Given
    Account.Builder account =
        Account.newBuilder()
            .setAsset("A23456789012/18")
            .setFloor("-" + nines())
            .setCeiling(nines())
            .putMetadata("e", "\uD83D\uDE00".repeat(512))
            .putMetadata("z", "v".repeat(487));
    IntStream.range(0, 11).forEach(i -> account.putMetadata("k" + i, "v".repeat(512)));

    // When
    Account opened =
        client
            .blocking()
            .createAccount(
                CreateAccountRequest.newBuilder()
                    .setAccountId("A" + "-._~:".repeat(12) + "xyz")
                    .setAccount(account)
                    .build());

    // Then
    assertThat(opened.getMetadataMap()).isEqualTo(account.getMetadataMap());
    assertThat(opened.getFloor()).isEqualTo("-" + nines());
  }

  @Test
  void answers_a_stream_with_good_and_bad_transfers_one_by_one() {
    // Given
    List<exchequer.v1.CreateTransferResult> results = new ArrayList<>();
    Observer<CreateTransfersResponse> observer =
        new Observer<>(response -> results.addAll(response.getResultsList()));
    var requests = client.streaming().createTransfers(observer);
    var bad = TestClient.transfer(UUID.randomUUID(), "bank", "bob", -1);

    // When
    requests.onNext(
        CreateTransfersRequest.newBuilder()
            .addRequests(bad)
            .addRequests(TestClient.transfer(UUID.randomUUID(), "bank", "bob", 1))
            .build());
    requests.onCompleted();
    observer.ended.orTimeout(60, TimeUnit.SECONDS).join();

    // Then
    assertThat(results).hasSize(2);
    assertThat(results).filteredOn(result -> result.hasResponse()).hasSize(1);
    assertThat(results)
        .filteredOn(result -> result.hasError())
        .extracting(result -> result.getName() + " " + result.getError().getCode())
        .containsExactly(Sends.name(bad) + " " + Status.Code.INVALID_ARGUMENT.value());
  }

  /** A stream is bounded by the message, not as a whole; nor are its results too large to take. */
  @Test
  void takes_a_stream_of_12_MiB_from_a_client_that_reads_slowly() throws InterruptedException {
    // Given
    int messages = 30;
    int perMessage = 50;
    List<Integer> sizes = new ArrayList<>();
    Observer<CreateTransfersResponse> observer =
        new Observer<>(
            response -> {
              sizes.add(response.getResultsCount());
              java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            });
    var requests = client.streaming().createTransfers(observer);

    // When
    for (int i = 0; i < messages; i++) {
      CreateTransfersRequest.Builder message = CreateTransfersRequest.newBuilder();
      for (int j = 0; j < perMessage; j++) {
        var request = TestClient.transfer(UUID.randomUUID(), "bank", "bob", 1).toBuilder();
        IntStream.range(0, 15)
            .forEach(k -> request.getTransferBuilder().putMetadata("k" + k, "v".repeat(512)));
        message.addRequests(request);
      }
      requests.onNext(message.build());
    }
    requests.onCompleted();
    observer.ended.orTimeout(120, TimeUnit.SECONDS).join();

    // Then
    assertThat(sizes.stream().mapToInt(size -> size).sum()).isEqualTo(messages * perMessage);
  }

  @Test
  void ends_an_open_stream_with_what_was_wrong() {
    for (CreateTransfersRequest bad :
        List.of(
            CreateTransfersRequest.getDefaultInstance(),
            CreateTransfersRequest.newBuilder()
                .addRequests(
                    exchequer.v1.CreateTransferRequest.newBuilder()
                        .setParent("p".repeat(5_000_000)))
                .build())) {
      // Given
      Observer<CreateTransfersResponse> observer = new Observer<>(response -> {});
      var requests = client.streaming().createTransfers(observer);

      // When
      requests.onNext(bad);

      // Then
      assertThat(observer.ended.orTimeout(60, TimeUnit.SECONDS))
          .failsWithin(java.time.Duration.ofSeconds(60))
          .withThrowableThat()
          .withMessageContaining("INVALID_ARGUMENT");
    }
  }

  @Test
  void says_that_a_method_or_a_service_is_unknown() {
    for (String method :
        List.of("exchequer.v1.LedgerService/StealMoney", "exchequer.v1.NoService/GetAccount")) {
      assertThat(rawCall(method, new byte[0]).getStatus().getCode())
          .isEqualTo(Status.Code.UNIMPLEMENTED);
    }
  }

  @Test
  void says_that_a_message_is_not_protobuf() {
    // A field of wire type 7, which there is not; a field longer than the message.
    for (byte[] message : List.of(new byte[] {0x0f, 1, 2}, new byte[] {0x0a, 0x7f, 'a'})) {
      // When
      StatusRuntimeException refused = rawCall("exchequer.v1.LedgerService/GetAccount", message);

      // Then
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(TestClient.reason(refused)).isEqualTo(exchequer.v1.Reason.INVALID_FIELD);
    }
  }

  @Test
  void does_not_inflate_compressed_messages() {
    // Given
    var stub = client.blocking().withCompression("gzip");

    // When
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                stub.getAccount(
                    exchequer.v1.GetAccountRequest.newBuilder()
                        .setName("accounts/" + "a".repeat(3_000_000))
                        .build()));

    // Then
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    assertThat(refused.getStatus().getDescription()).contains("uncompressed");
  }

  static Stream<Arguments> hostileBytes() {
    byte[] random = new byte[100_000];
    new java.util.Random(7).nextBytes(random);
    // HEADERS without END_HEADERS and nothing after it; DATA on a stream that was never opened.
    byte[] halfHeaders = {0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x82};
    byte[] strayData = {0, 0, 1, 0, 1, 0, 0, 0, 9, 0};
    byte[] hugeFrame = {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 0, 0, 0, 0, 1};
    return Stream.of(
        Arguments.of("nothing", new byte[0]),
        Arguments.of("zeros", new byte[10_000]),
        Arguments.of("random bytes", random),
        Arguments.of("HTTP/1.1", bytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n")),
        Arguments.of("half a line of HTTP", bytes("POST /exchequer.v1.Ledger")),
        Arguments.of("a wrong preface", bytes("PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n")),
        Arguments.of("half a preface", bytes("PRI * HT")),
        Arguments.of("the preface alone", PREFACE),
        Arguments.of("random frames", joined(PREFACE, random)),
        Arguments.of("half of the headers", joined(PREFACE, EMPTY_SETTINGS, halfHeaders)),
        Arguments.of("stray data", joined(PREFACE, EMPTY_SETTINGS, strayData)),
        Arguments.of("a frame of 16 MiB", joined(PREFACE, EMPTY_SETTINGS, hugeFrame)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileBytes")
  void survives(String what, byte[] bytes) throws IOException {
    InetSocketAddress address = node.grpcAddress();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(300);
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      readAll(socket.getInputStream());
    } catch (java.net.SocketException reset) {
      // What the server may do to such a client.
    }
  }

  @Test
  void survives_a_call_that_never_sends_data_and_a_stream_that_is_cut() {
    // Given
    TestClient cut = new TestClient(node.grpcAddress());
    var silent =
        cut.channel().newCall(LedgerServiceGrpc.getGetAccountMethod(), CallOptions.DEFAULT);
    silent.start(new io.grpc.ClientCall.Listener<>() {}, new io.grpc.Metadata());
    silent.request(1);
    var requests = cut.streaming().createTransfers(new Observer<>(response -> {}));
    requests.onNext(
        CreateTransfersRequest.newBuilder()
            .addRequests(TestClient.transfer(UUID.randomUUID(), "bank", "bob", 1))
            .build());

    // When
    answers_the_next_good_request();
    cut.close();

    // Then @AfterEach
  }

  private static List<FieldViolation> violations(StatusRuntimeException refused)
      throws InvalidProtocolBufferException {
    for (Any detail : StatusProto.fromThrowable(refused).getDetailsList()) {
      if (detail.is(com.google.rpc.BadRequest.class)) {
        return detail.unpack(com.google.rpc.BadRequest.class).getFieldViolationsList();
      }
    }
    throw new AssertionError("no google.rpc.BadRequest in " + refused, refused);
  }

  private static StatusRuntimeException rawCall(String method, byte[] message) {
    MethodDescriptor<byte[], byte[]> descriptor =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method)
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();
    return catchThrowableOfType(
        StatusRuntimeException.class,
        () ->
            ClientCalls.blockingUnaryCall(
                client.channel(),
                descriptor,
                CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
                message));
  }

  private static String nines() {
    return "9".repeat(38);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[]... parts) {
    var all = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static void readAll(InputStream in) throws IOException {
    try {
      in.readAllBytes();
    } catch (java.net.SocketTimeoutException stillOpen) {
      // It waits for more, which is right for half a request.
    }
  }

  /** Messages as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}
