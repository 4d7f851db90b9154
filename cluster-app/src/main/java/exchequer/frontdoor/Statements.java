package exchequer.frontdoor;

import exchequer.frontdoor.RequestRefusedException.Problem;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.process.Context;
import exchequer.storage.StatementPage;
import exchequer.v1.EntryOrder;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import exchequer.v1.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** Serves statements: the newest lines from the book, the rest from the table behind its log. */
final class Statements {
  private static final int DEFAULT_PAGE_SIZE = 100;
  private static final int MAX_PAGE_SIZE = 1_000;

  private final BookAsker books;
  private final Ledger ledger;
  private final Duration within;

  /**
   * @param within the time for the reads of a page
   */
  Statements(BookAsker books, Ledger ledger, Duration within) {
    this.books = books;
    this.ledger = ledger;
    this.within = within;
  }

  CompletionStage<ListEntriesResponse> list(ListEntriesRequest request, Context context) {
    Violations wrong = new Violations();
    Optional<AccountId> parent = wrong.read("parent", request.getParent(), Names::account);
    int size = request.getPageSize();
    wrong.require(size >= 0, "page_size", "must be at least 0");
    wrong.require(
        request.getOrder() != EntryOrder.UNRECOGNIZED,
        "order",
        "must be NEWEST_FIRST or OLDEST_FIRST");
    Instant start =
        Requests.time(
            wrong, "start_time", request.hasStartTime(), request.getStartTime(), Instant.MIN);
    Instant end =
        Requests.time(wrong, "end_time", request.hasEndTime(), request.getEndTime(), Instant.MAX);
    wrong.require(!end.isBefore(start), "end_time", "must not be before start_time");
    boolean newestFirst = request.getOrder() != EntryOrder.OLDEST_FIRST;
    checkStartNumber(wrong, request);
    wrong.throwIfAny();

    AccountId account = parent.orElseThrow();
    Optional<StatementPage.Position> position = position(request);
    long from =
        position
            .map(StatementPage.Position::number)
            .orElse(newestFirst ? Long.MAX_VALUE : Math.max(request.getStartNumber(), 1));
    StatementWindow window =
        new StatementWindow(
            newestFirst,
            from,
            start,
            end,
            size == 0 ? DEFAULT_PAGE_SIZE : Math.min(size, MAX_PAGE_SIZE));
    OptionalInt bucket = position.map(p -> OptionalInt.of(p.bucket())).orElse(OptionalInt.empty());
    return books
        .ask(new BookCommand.ReadStatement(account, window), context)
        .thenCompose(answer -> ledger.statement(head(answer), window, bucket, within))
        .thenApply(page -> response(request, page));
  }

  private static void checkStartNumber(Violations wrong, ListEntriesRequest request) {
    long number = request.getStartNumber();
    wrong.require(number >= 0, "start_number", "must be at least 0");
    wrong.require(
        number == 0 || (request.getOrder() == EntryOrder.OLDEST_FIRST && !request.hasStartTime()),
        "start_number",
        "goes with order OLDEST_FIRST and without start_time only");
  }

  private static Optional<StatementPage.Position> position(ListEntriesRequest request) {
    if (request.getPageToken().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        PageTokens.read(request)
            .orElseThrow(
                () ->
                    new RequestRefusedException(
                        new Problem(
                            Reason.INVALID_PAGE_TOKEN,
                            "page_token was not made for this request: account, order, start_time"
                                + " and end_time must be as they were"))));
  }

  private static StatementHead head(Reply reply) {
    if (reply instanceof Reply.Statement statement) {
      return statement.head();
    }
    throw BookAsker.unexpected(reply);
  }

  private static ListEntriesResponse response(ListEntriesRequest request, StatementPage page) {
    ListEntriesResponse.Builder response = ListEntriesResponse.newBuilder();
    page.entries().forEach(entry -> response.addEntries(Answers.entry(entry)));
    page.next().ifPresent(next -> response.setNextPageToken(PageTokens.write(request, next)));
    return response.build();
  }
}
