package exchequer.frontdoor;

import akka.NotUsed;
import akka.japi.pf.PFBuilder;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
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
 * in a message when the client reads slower than they come. The server reads no faster than it
 * decides.
 *
 * <p>A message that is wrong, or a node that stops, ends the reading at once but the stream only
 * after the results of all that was taken: those transfers may be done, and their client must know.
 */
final class TransferFlow {
  private static final int MAX_REQUESTS = 1_000;
  private static final int MAX_RESULTS = 1_000;

  /** A client takes messages of 4 MiB unless told otherwise; one result has 10 KiB at most. */
  private static final int MAX_RESULT_BYTES = 1024 * 1024;

  private final Function<CreateTransferRequest, CompletionStage<CreateTransferResponse>> create;

  /** What ended the reading before the client did. */
  private volatile Throwable wrong = Problems.stopping();

  private TransferFlow(
      Function<CreateTransferRequest, CompletionStage<CreateTransferResponse>> create) {
    this.create = create;
  }

  /**
   * @param requests of one call
   * @param parallelism transfers of one stream that are decided side by side
   * @param stop used when the node takes no more calls
   */
  static Source<CreateTransfersResponse, NotUsed> of(
      Source<CreateTransfersRequest, NotUsed> requests,
      int parallelism,
      SharedKillSwitch stop,
      Function<CreateTransferRequest, CompletionStage<CreateTransferResponse>> create) {
    TransferFlow stream = new TransferFlow(create);
    return requests
        .map(TransferFlow::requests)
        .concatLazy(Source.lazySource(stream::readToTheEnd))
        .recover(
            new PFBuilder<Throwable, List<CreateTransferRequest>>()
                .matchAny(stream::readAsFarAsGood)
                .build())
        .via(stop.flow())
        .mapConcat(taken -> taken)
        .mapAsyncUnordered(parallelism, stream::result)
        .via(inMessages())
        .concatLazy(Source.lazySource(stream::end));
  }

  private Source<List<CreateTransferRequest>, NotUsed> readToTheEnd() {
    wrong = null;
    return Source.empty();
  }

  private List<CreateTransferRequest> readAsFarAsGood(Throwable failure) {
    wrong = failure;
    return List.of();
  }

  private Source<CreateTransfersResponse, NotUsed> end() {
    return wrong == null ? Source.empty() : Source.failed(wrong);
  }

  private static Flow<CreateTransferResult, CreateTransfersResponse, NotUsed> inMessages() {
    return Flow.of(CreateTransferResult.class)
        .batchWeighted(
            MAX_RESULT_BYTES,
            TransferFlow::weight,
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

  private CompletionStage<CreateTransferResult> result(CreateTransferRequest request) {
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
