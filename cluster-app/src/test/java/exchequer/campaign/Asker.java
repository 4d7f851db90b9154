package exchequer.campaign;

import com.google.protobuf.util.Timestamps;
import exchequer.campaign.Operation.Balance;
import exchequer.campaign.Operation.Line;
import exchequer.it.TestClient;
import exchequer.v1.Account;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.LedgerServiceGrpc.LedgerServiceBlockingStub;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A client that records what it asks and what it is told. For one thread. */
final class Asker {
  private static final int PAGE = 20;
  private static final int AUDIT_PAGE = 1_000;

  private final List<TestClient> nodes;
  private final Recorder recorder;
  private final int client;

  /**
   * @param nodes one for each node, the first is node 1
   */
  Asker(List<TestClient> nodes, Recorder recorder, int client) {
    this.nodes = nodes;
    this.recorder = recorder;
    this.client = client;
  }

  /** A try of a call: what it answered, or which answer the failure is. */
  private record Asked<T>(Call call, T response, Answer answer) {}

  Answer send(CreateTransferRequest request, int node, long deadlineMillis) {
    var asked =
        ask(
            node,
            deadlineMillis,
            stub -> stub.createTransfer(request),
            response -> Answer.posted(response.getReplayed()));
    recorder.record(new Operation.Send(asked.call(), Intent.of(request), asked.answer()));
    return asked.answer();
  }

  Answer find(Intent transfer, int node, long deadlineMillis) {
    GetTransferRequest request = GetTransferRequest.newBuilder().setName(transfer.name()).build();
    var asked = ask(node, deadlineMillis, stub -> stub.getTransfer(request), Answers::ofRead);
    recorder.record(new Operation.ReadTransfer(asked.call(), transfer, asked.answer()));
    return asked.answer();
  }

  /** Returns the account's balance as it was recorded. */
  Operation.ReadAccount read(String account, int node, long deadlineMillis) {
    GetAccountRequest request =
        GetAccountRequest.newBuilder().setName("accounts/" + account).build();
    var asked = ask(node, deadlineMillis, stub -> stub.getAccount(request), found -> Answer.READ);
    var read =
        new Operation.ReadAccount(asked.call(), account, asked.answer(), balance(asked.response()));
    recorder.record(read);
    return read;
  }

  /** Reads the newest page. */
  Answer readPage(String account, int node, long deadlineMillis) {
    ListEntriesRequest request =
        ListEntriesRequest.newBuilder()
            .setParent("accounts/" + account)
            .setPageSize(PAGE)
            .setOrder(EntryOrder.NEWEST_FIRST)
            .build();
    var asked = ask(node, deadlineMillis, stub -> stub.listEntries(request), page -> Answer.READ);
    recorder.record(
        new Operation.ReadStatement(
            asked.call(), account, asked.answer(), false, lines(asked.response())));
    return asked.answer();
  }

  /** Reads all lines, oldest first; records nothing unless all could be read. */
  Answer readWhole(String account, int node, long deadlineMillis) {
    long beganNanos = recorder.nowNanos();
    List<Line> lines = new ArrayList<>();
    ListEntriesRequest.Builder request =
        ListEntriesRequest.newBuilder()
            .setParent("accounts/" + account)
            .setPageSize(AUDIT_PAGE)
            .setOrder(EntryOrder.OLDEST_FIRST);
    do {
      var asked =
          ask(node, deadlineMillis, stub -> stub.listEntries(request.build()), p -> Answer.READ);
      if (asked.response() == null) {
        return asked.answer();
      }
      lines.addAll(lines(asked.response()));
      request.setPageToken(asked.response().getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    recorder.record(
        new Operation.ReadStatement(
            new Call(client, node, beganNanos, recorder.nowNanos()),
            account,
            Answer.READ,
            true,
            lines));
    return Answer.READ;
  }

  private <T> Asked<T> ask(
      int node,
      long deadlineMillis,
      Function<LedgerServiceBlockingStub, T> question,
      Function<T, Answer> meaning) {
    TestClient asked = nodes.get(node - 1);
    long beganNanos = recorder.nowNanos();
    try {
      T response =
          question.apply(asked.blocking().withDeadlineAfter(deadlineMillis, TimeUnit.MILLISECONDS));
      return new Asked<>(
          new Call(client, node, beganNanos, recorder.nowNanos()),
          response,
          meaning.apply(response));
    } catch (StatusRuntimeException failed) {
      long endedNanos = recorder.nowNanos();
      // Else the waits between attempts to connect to a node grow while it is down.
      asked.channel().resetConnectBackoff();
      return new Asked<>(
          new Call(client, node, beganNanos, endedNanos), null, Answers.ofError(failed));
    }
  }

  private static Balance balance(Account account) {
    return account == null
        ? Balance.NONE
        : new Balance(
            Long.parseLong(account.getBalance().getPosted()),
            Long.parseLong(account.getBalance().getInFlightOut()),
            Long.parseLong(account.getBalance().getAvailable()),
            account.getEntryCount());
  }

  private static List<Line> lines(ListEntriesResponse page) {
    return page == null ? List.of() : page.getEntriesList().stream().map(Asker::line).toList();
  }

  private static Line line(Entry entry) {
    return new Line(
        entry.getNumber(),
        Long.parseLong(entry.getAmount()),
        Long.parseLong(entry.getBalance()),
        Intent.id(entry.getCounterparty()),
        entry.getTransfer(),
        Timestamps.toMillis(entry.getCreateTime()));
  }
}
