package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1alpha.ServerReflectionGrpc;
import io.grpc.reflection.v1alpha.ServerReflectionRequest;
import io.grpc.reflection.v1alpha.ServerReflectionResponse;
import io.grpc.reflection.v1alpha.ServiceResponse;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tools such as grpcurl and Kubernetes' probes need: reflection and health. */
class ReflectionIT {
  private static final String LEDGER = "exchequer.v1.LedgerService";

  private static TestNode node;
  private static TestClient client;

  @BeforeAll
  static void start() {
    node = TestNode.start(Map.of());
    client = node.client();
    // As its probes do: once the books' coordinator knows the node.
    org.awaitility.Awaitility.await()
        .until(() -> health().check(health(LEDGER)).getStatus() == ServingStatus.SERVING);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void lists_the_services() {
    // When
    ServerReflectionResponse response =
        reflect(ServerReflectionRequest.newBuilder().setListServices("*").build());

    // Then
    assertThat(response.getListServicesResponse().getServiceList())
        .extracting(ServiceResponse::getName)
        .contains(LEDGER, "grpc.health.v1.Health");
  }

  @Test
  void lets_a_client_call_that_knows_nothing_but_the_protocol() throws Exception {
    // Given
    FileDescriptor ledger = linked("exchequer/v1/ledger.proto", files(LEDGER));
    MethodDescriptor create =
        ledger.findServiceByName("LedgerService").findMethodByName("CreateAccount");
    Descriptor request = create.getInputType();
    Descriptor account = ledger.findMessageTypeByName("Account");

    // When
    DynamicMessage opened =
        call(
            create,
            DynamicMessage.newBuilder(request)
                .setField(request.findFieldByName("account_id"), "dynamic")
                .setField(
                    request.findFieldByName("account"),
                    DynamicMessage.newBuilder(account)
                        .setField(account.findFieldByName("asset"), "EUR/2")
                        .build())
                .build());

    // Then
    assertThat(opened.getField(account.findFieldByName("name"))).isEqualTo("accounts/dynamic");
    assertThat(client.account("dynamic").getAsset()).isEqualTo("EUR/2");
    assertThat(ledger.findServiceByName("LedgerService").getMethods()).hasSize(10);
  }

  @Test
  void says_that_it_does_not_know_a_symbol() {
    // When
    ServerReflectionResponse response = reflect("exchequer.No");

    // Then: Akka's reflection gives no files, where others give an error.
    assertThat(response.getFileDescriptorResponse().getFileDescriptorProtoList()).isEmpty();
  }

  @Test
  void is_healthy_as_a_whole_and_as_the_ledger() {
    for (String service : List.of("", LEDGER)) {
      assertThat(health().check(health(service)).getStatus())
          .as(service)
          .isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void does_not_know_the_health_of_other_services() {
    // When
    StatusRuntimeException refused =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> health().check(health("exchequer.v1.Other")));

    // Then
    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refused.getStatus().getDescription()).contains("exchequer.v1.Other");
  }

  @Test
  void streams_the_health_to_who_watches_it() {
    Map<String, ServingStatus> expected =
        Map.of(LEDGER, ServingStatus.SERVING, "other", ServingStatus.SERVICE_UNKNOWN);
    expected.forEach(
        (service, status) -> {
          // When
          Iterator<HealthCheckResponse> watch = health().watch(health(service));

          // Then
          assertThat(watch.next().getStatus()).as(service).isEqualTo(status);
        });
  }

  @Test
  void tells_who_watches_that_the_node_stops() {
    // Given
    TestNode leaving = TestNode.start(Map.of());
    List<ServingStatus> seen = new ArrayList<>();
    Observer<HealthCheckResponse> observer =
        new Observer<>(response -> seen.add(response.getStatus()));
    HealthGrpc.newStub(leaving.client().channel()).watch(health(LEDGER), observer);
    org.awaitility.Awaitility.await()
        .untilAsserted(() -> assertThat(List.copyOf(seen)).endsWith(ServingStatus.SERVING));

    // When
    leaving.close();

    // Then the stream does not just go quiet
    assertThat(observer.ended.handle((ended, failed) -> true))
        .succeedsWithin(java.time.Duration.ofSeconds(30));
  }

  /** The files that the server sends for a symbol: the one that has it and all that it imports. */
  private static Map<String, FileDescriptorProto> files(String symbol) throws Exception {
    Map<String, FileDescriptorProto> files = new HashMap<>();
    for (ByteString bytes :
        reflect(symbol).getFileDescriptorResponse().getFileDescriptorProtoList()) {
      FileDescriptorProto file = FileDescriptorProto.parseFrom(bytes);
      files.put(file.getName(), file);
    }
    return files;
  }

  private static FileDescriptor linked(String name, Map<String, FileDescriptorProto> files)
      throws Exception {
    List<FileDescriptor> imports = new ArrayList<>();
    for (String imported : files.get(name).getDependencyList()) {
      imports.add(linked(imported, files));
    }
    return FileDescriptor.buildFrom(files.get(name), imports.toArray(FileDescriptor[]::new));
  }

  private static DynamicMessage call(MethodDescriptor method, DynamicMessage request) {
    return ClientCalls.blockingUnaryCall(
        client.channel(),
        io.grpc.MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
            .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(method.getService().getFullName() + "/" + method.getName())
            .setRequestMarshaller(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getInputType())))
            .setResponseMarshaller(
                ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(method.getOutputType())))
            .build(),
        CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
        request);
  }

  private static ServerReflectionResponse reflect(String symbol) {
    return reflect(ServerReflectionRequest.newBuilder().setFileContainingSymbol(symbol).build());
  }

  private static ServerReflectionResponse reflect(ServerReflectionRequest request) {
    List<ServerReflectionResponse> responses = new ArrayList<>();
    Observer<ServerReflectionResponse> observer = new Observer<>(responses::add);
    var requests = ServerReflectionGrpc.newStub(client.channel()).serverReflectionInfo(observer);
    requests.onNext(request);
    requests.onCompleted();
    observer.ended.orTimeout(60, TimeUnit.SECONDS).join();
    return responses.get(0);
  }

  private static HealthGrpc.HealthBlockingStub health() {
    return HealthGrpc.newBlockingStub(client.channel()).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  private static HealthCheckRequest health(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }
}
