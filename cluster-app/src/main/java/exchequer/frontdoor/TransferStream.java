package exchequer.frontdoor;

import akka.NotUsed;
import akka.stream.javadsl.Flow;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.CreateTransferResult;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.CreateTransfersResponse;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * CreateTransfers: transfers are decided side by side and their results sent as they come, several
 * in a message when the client reads slower than they come. It reads no faster than it decides.
 */
final class TransferStream {
  private static final int MAX_REQUESTS = 1_000;
  private static final int MAX_RESULTS = 1_000;

  /** A client takes messages of 4 MiB unless told otherwise; one result has 10 KiB at most. */
  private static final int MAX_RESULT_BYTES = 1024 * 1024;

  private TransferStream() {}

  /**
   * @param parallelism transfers of one stream that are decided side by side
   */
  static Flow<CreateTransfersRequest, CreateTransfersResponse, NotUsed> of(
      int parallelism,
      Function<CreateTransferRequest, CompletionStage<CreateTransferResponse>> create) {
    return Flow.of(CreateTransfersRequest.class)
        .mapConcat(TransferStream::requests)
        .mapAsyncUnordered(parallelism, request -> result(request, create))
        .batchWeighted(
            MAX_RESULT_BYTES,
            TransferStream::weight,
            first -> CreateTransfersResponse.newBuilder().addResults(first),
            CreateTransfersResponse.Builder::addResults)
        .map(CreateTransfersResponse.Builder::build);
  }

  /** So that a message holds neither too many bytes nor too many results. */
  private static long weight(CreateTransferResult result) {
    return Math.max(result.getSerializedSize(), MAX_RESULT_BYTES / MAX_RESULTS);
  }

  private static List<CreateTransferRequest> requests(CreateTransfersRequest message) {
    int count = message.getRequestsCount();
    if (count < 1 || count > MAX_REQUESTS) {
      Violations wrong = new Violations();
      wrong.add("requests", "must be 1 to " + MAX_REQUESTS + ", are " + count);
      wrong.throwIfAny();
    }
    return message.getRequestsList();
  }

  private static CompletionStage<CreateTransferResult> result(
      CreateTransferRequest request,
      Function<CreateTransferRequest, CompletionStage<CreateTransferResponse>> create) {
    CreateTransferResult.Builder result =
        CreateTransferResult.newBuilder()
            .setName(request.getParent() + "/transfers/" + request.getTransferId());
    return create
        .apply(request)
        .handle(
            (response, failure) ->
                failure == null
                    ? result.setResponse(response).build()
                    : result.setError(Problems.status(Problems.of(failure))).build());
  }
}
