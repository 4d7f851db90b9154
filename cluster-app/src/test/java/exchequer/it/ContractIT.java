package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.FieldMask;
import exchequer.v1.Account;
import exchequer.v1.CloseAccountRequest;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What ledger.proto promises of accounts, limits and the order of refusals, over gRPC. */
class ContractIT {
  private static final String NINES = "9".repeat(38);
  private static final AtomicInteger NAMES = new AtomicInteger();

  private static TestNode node;
  private static TestClient client;

  @BeforeAll
  static void start() {
    node = TestNode.start(Map.of());
    client = node.client();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void opens_an_account_once_and_gives_it_as_it_now_is() {
    // Given
    String bank = opened(a -> a.setFloor("unbounded"));
    CreateAccountRequest request = request(a -> a.setCeiling("10").putMetadata("owner", "Zoë"));
    Account first = client.blocking().createAccount(request);
    pay(bank, request.getAccountId(), "7");

    // When
    Account again = client.blocking().createAccount(request);

    // Then
    assertThat(first.getBalance().getPosted()).isEqualTo("0");
    assertThat(first.getState()).isEqualTo(Account.State.OPEN);
    assertThat(again)
        .isEqualTo(
            first.toBuilder()
                .setBalance(first.getBalance().toBuilder().setPosted("7").setAvailable("7"))
                .setEntryCount(1)
                .build());
    for (Consumer<Account.Builder> other :
        List.<Consumer<Account.Builder>>of(
            a -> a.setAsset("EUR/3"),
            a -> a.setFloor("-1"),
            a -> a.setCeiling("unbounded"),
            a -> a.clearMetadata())) {
      CreateAccountRequest.Builder changed = request.toBuilder();
      other.accept(changed.getAccountBuilder());
      assertRefused(
          Reason.ACCOUNT_EXISTS,
          Status.Code.ALREADY_EXISTS,
          () -> client.blocking().createAccount(changed.build()));
    }
  }

  @Test
  void changes_what_the_mask_names_and_nothing_else() {
    // Given
    String id = opened(a -> a.setFloor("-5").setCeiling("9").putMetadata("a", "1"));
    Account before = client.account(id);
    Account asked =
        Account.newBuilder().setFloor("-7").setCeiling("8").putMetadata("b", "2").build();

    // When
    Account floor = update(id, asked, before.getEtag(), "floor");
    Account ceiling = update(id, asked, floor.getEtag(), "ceiling");
    Account metadata = update(id, asked, "", "metadata");
    Account emptied = update(id, Account.getDefaultInstance(), "", "floor", "ceiling", "metadata");

    // Then
    assertThat(settings(floor)).isEqualTo("-7 9 {a=1}");
    assertThat(settings(ceiling)).isEqualTo("-7 8 {a=1}");
    assertThat(settings(metadata)).isEqualTo("-7 8 {b=2}");
    assertThat(settings(emptied)).isEqualTo("0 unbounded {}");
    assertThat(
            List.of(
                before.getEtag(),
                floor.getEtag(),
                ceiling.getEtag(),
                metadata.getEtag(),
                emptied.getEtag()))
        .doesNotHaveDuplicates();
    assertRefused(
        Reason.STALE_ETAG, Status.Code.ABORTED, () -> update(id, asked, before.getEtag(), "floor"));
    assertThat(client.account(id)).isEqualTo(emptied);
  }

  @Test
  void keeps_limits_on_their_side_of_the_balance() {
    // Given
    String bank = opened(a -> a.setFloor("unbounded"));
    String id = opened(a -> a);
    pay(bank, id, "5");

    // Then
    assertRefusedPrecondition(
        Reason.FLOOR_ABOVE_AVAILABLE, () -> update(id, account("6", "unbounded"), "", "floor"));
    assertRefusedPrecondition(
        Reason.CEILING_BELOW_POSTED, () -> update(id, account("0", "4"), "", "ceiling"));
    assertRefusedPrecondition(
        Reason.FLOOR_ABOVE_AVAILABLE, () -> update(id, account("6", "4"), "", "ceiling", "floor"));
    assertThat(settings(update(id, account("5", "5"), "", "floor", "ceiling"))).isEqualTo("5 5 {}");
    assertRefusedPrecondition(Reason.CEILING_CROSSED, () -> pay(bank, id, "1"));
    assertRefusedPrecondition(Reason.FLOOR_CROSSED, () -> pay(id, bank, "1"));
  }

  @Test
  void changes_the_etag_with_the_settings_only() {
    // Given
    String bank = opened(a -> a.setFloor("unbounded"));
    String id = opened(a -> a);
    Account before = client.account(id);

    // When
    pay(bank, id, "5");
    Account paid = client.account(id);
    Account frozen = freeze(id);

    // Then
    assertThat(paid.getEtag()).isEqualTo(before.getEtag());
    assertThat(paid.getUpdateTime()).isEqualTo(before.getUpdateTime());
    assertThat(frozen.getEtag()).isNotEqualTo(before.getEtag());
    assertThat(freeze(id)).isEqualTo(frozen);
  }

  @Test
  void freezes_both_ways_until_it_is_unfrozen_and_keeps_to_its_refusals() {
    // Given
    String bank = opened(a -> a.setFloor("unbounded"));
    String id = opened(a -> a);
    pay(bank, id, "5");
    freeze(id);
    CreateTransferRequest in = transfer(bank, id, "1");

    // When / Then
    assertRefusedPrecondition(Reason.SOURCE_FROZEN, () -> pay(id, bank, "1"));
    assertRefusedPrecondition(
        Reason.DESTINATION_FROZEN, () -> client.blocking().createTransfer(in));
    assertThat(settings(update(id, account("-1", "9"), "", "floor", "ceiling")))
        .isEqualTo("-1 9 {}");
    Account open =
        client
            .blocking()
            .unfreezeAccount(UnfreezeAccountRequest.newBuilder().setName(name(id)).build());
    assertThat(open.getState()).isEqualTo(Account.State.OPEN);
    pay(id, bank, "1");
    StatusRuntimeException again =
        assertRefusedPrecondition(
            Reason.DESTINATION_FROZEN, () -> client.blocking().createTransfer(in));
    assertThat(TestClient.info(again).getMetadataMap()).containsEntry("replayed", "true");
  }

  @Test
  void closes_an_empty_account_for_ever_and_keeps_its_statement() {
    // Given
    String bank = opened(a -> a.setFloor("unbounded"));
    CreateAccountRequest request = request(a -> a.putMetadata("k", "v"));
    String id = request.getAccountId();
    Account opened = client.blocking().createAccount(request);
    pay(bank, id, "5");
    assertRefusedPrecondition(Reason.ACCOUNT_NOT_EMPTY, () -> close(id));
    pay(id, bank, "5");
    freeze(id);

    // When
    Account closed = close(id);

    // Then
    assertThat(closed.getState()).isEqualTo(Account.State.CLOSED);
    assertThat(closed.getMetadataMap()).containsEntry("k", "v");
    assertThat(close(id)).isEqualTo(closed);
    assertThat(client.account(id)).isEqualTo(closed);
    assertThat(client.blocking().createAccount(request)).isEqualTo(closed);
    assertThat(client.entries(id, EntryOrder.OLDEST_FIRST, 1))
        .extracting(Entry::getBalance)
        .containsExactly("5", "0");
    assertRefusedPrecondition(Reason.ACCOUNT_CLOSED, () -> freeze(id));
    assertRefusedPrecondition(
        Reason.ACCOUNT_CLOSED,
        () ->
            client
                .blocking()
                .unfreezeAccount(UnfreezeAccountRequest.newBuilder().setName(name(id)).build()));
    assertRefusedPrecondition(
        Reason.ACCOUNT_CLOSED, () -> update(id, account("0", "1"), "", "ceiling"));
    assertRefused(
        Reason.STALE_ETAG,
        Status.Code.ABORTED,
        () -> update(id, account("0", "1"), opened.getEtag(), "ceiling"));
    assertRefusedPrecondition(Reason.DESTINATION_CLOSED, () -> pay(bank, id, "1"));
    assertRefusedPrecondition(Reason.SOURCE_CLOSED, () -> pay(id, bank, "1"));
  }

  @Test
  void never_closes_an_account_with_money_in_flight() {
    // Given
    String bank = opened(a -> a.setFloor("unbounded"));
    String other = opened(a -> a);
    List<String> closed = new ArrayList<>();
    int rounds = 30;
    for (int i = 0; i < rounds; i++) {
      String id = opened(a -> a);
      pay(bank, id, "1");

      // When its last money leaves while it is closed
      Observer<CreateTransferResponse> leaving = new Observer<>(response -> {});
      client.streaming().createTransfer(transfer(id, other, "1"), leaving);
      try {
        close(id);
        closed.add(id);
      } catch (StatusRuntimeException refused) {
        assertThat(TestClient.reason(refused)).isEqualTo(Reason.ACCOUNT_NOT_EMPTY);
      }

      // Then
      assertThat(leaving.ended).succeedsWithin(java.time.Duration.ofSeconds(30));
      assertThat(client.account(id).getBalance().getPosted()).isEqualTo("0");
    }
    assertThat(client.account(other).getBalance().getPosted()).isEqualTo("" + rounds);
    System.out.println("closed in time: " + closed.size() + " of " + rounds);
  }

  @Test
  void carries_38_digits_exactly_and_refuses_the_39th() {
    // Given
    String one = opened(a -> a.setFloor("unbounded"));
    String two = opened(a -> a.setFloor("unbounded"));
    String rich = opened(a -> a);
    String capped = opened(a -> a.setCeiling(NINES));

    // When
    CreateTransferResponse most = pay(one, rich, NINES);
    pay(two, capped, NINES);

    // Then
    assertThat(most.getTransfer().getAmount()).isEqualTo(NINES);
    assertThat(client.account(one).getBalance().getAvailable()).isEqualTo("-" + NINES);
    assertThat(client.entries(one, EntryOrder.NEWEST_FIRST, 1).get(0).getAmount())
        .isEqualTo("-" + NINES);
    assertThat(client.entries(rich, EntryOrder.NEWEST_FIRST, 1).get(0).getBalance())
        .isEqualTo(NINES);
    String three = opened(a -> a.setFloor("unbounded"));
    assertRefusedPrecondition(Reason.SOURCE_BALANCE_OVERFLOW, () -> pay(one, three, "1"));
    assertRefusedPrecondition(Reason.DESTINATION_BALANCE_OVERFLOW, () -> pay(three, rich, "1"));
    assertRefusedPrecondition(Reason.CEILING_CROSSED, () -> pay(three, capped, "1"));
    pay(rich, three, NINES);
    assertThat(client.account(three).getBalance().getPosted()).isEqualTo(NINES);
    assertThat(client.account(rich).getBalance().getPosted()).isEqualTo("0");
  }

  @Test
  void reads_transfers_with_their_outcome_and_metadata() {
    // Given
    String bank = opened(a -> a.setFloor("unbounded"));
    String full = opened(a -> a.setCeiling("5"));
    CreateTransferRequest.Builder posted = transfer(bank, full, "5").toBuilder();
    posted.getTransferBuilder().putMetadata("note", "für Zoë 😀");
    CreateTransferRequest refused = transfer(bank, full, "1");

    // When
    Transfer answered = client.blocking().createTransfer(posted.build()).getTransfer();
    assertRefusedPrecondition(
        Reason.CEILING_CROSSED, () -> client.blocking().createTransfer(refused));

    // Then
    assertThat(answered.getMetadataMap()).isEqualTo(posted.getTransfer().getMetadataMap());
    assertThat(read(posted.build())).isEqualTo(answered);
    assertThat(read(refused).getState()).isEqualTo(Transfer.State.REFUSED);
    assertThat(read(refused).getRefusal()).isEqualTo(Reason.CEILING_CROSSED);
  }

  @Test
  void answers_with_the_first_refusal_where_several_apply() {
    // Given
    String bank = opened(a -> a.setFloor("unbounded"));
    String closed = opened(a -> a);
    close(closed);
    String frozen = opened(a -> a);
    freeze(frozen);
    String poor = opened(a -> a);
    String full = opened(a -> a.setCeiling("0"));
    String dollars = opened(a -> a.setAsset("USD/2").setCeiling("0"));
    CreateTransferRequest used = transfer(bank, poor, "1");
    client.blocking().createTransfer(used);

    // Then, each pair with the one that comes first
    assertRefused(Reason.INVALID_FIELD, Status.Code.INVALID_ARGUMENT, () -> pay(bank, bank, "0"));
    assertRefused(
        Reason.SAME_ACCOUNT,
        Status.Code.INVALID_ARGUMENT,
        () ->
            client
                .blocking()
                .createTransfer(
                    transfer(bank, bank, "1").toBuilder()
                        .setTransferId("fff0a5d2-7d1c-7000-8000-000000000001")
                        .build()));
    assertRefused(
        Reason.TRANSFER_ID_REUSED,
        Status.Code.ALREADY_EXISTS,
        () ->
            client
                .blocking()
                .createTransfer(
                    transfer(bank, "nobody", "1").toBuilder()
                        .setTransferId(used.getTransferId())
                        .build()));
    assertRefused(Reason.SOURCE_NOT_FOUND, Status.Code.NOT_FOUND, () -> pay("no1", "no2", "1"));
    assertRefusedPrecondition(Reason.SOURCE_ASSET_MISMATCH, () -> payUsd(closed, poor));
    assertRefusedPrecondition(Reason.SOURCE_CLOSED, () -> pay(closed, "nobody", "1"));
    assertRefusedPrecondition(Reason.SOURCE_FROZEN, () -> pay(frozen, closed, "1"));
    assertRefusedPrecondition(Reason.FLOOR_CROSSED, () -> pay(full, "nobody", "1"));
    assertRefusedPrecondition(Reason.DESTINATION_ASSET_MISMATCH, () -> pay(bank, dollars, "1"));
    assertRefusedPrecondition(Reason.DESTINATION_CLOSED, () -> pay(bank, closed, "1"));
    assertRefusedPrecondition(Reason.CEILING_CROSSED, () -> pay(bank, full, "1"));
  }

  // ---- In words of the tests.

  private static String opened(UnaryOperator<Account.Builder> settings) {
    CreateAccountRequest request = request(settings);
    client.blocking().createAccount(request);
    return request.getAccountId();
  }

  private static CreateAccountRequest request(UnaryOperator<Account.Builder> settings) {
    return CreateAccountRequest.newBuilder()
        .setAccountId("account" + NAMES.incrementAndGet())
        .setAccount(settings.apply(Account.newBuilder().setAsset(TestClient.ASSET)))
        .build();
  }

  private static Account account(String floor, String ceiling) {
    return Account.newBuilder().setFloor(floor).setCeiling(ceiling).build();
  }

  private static Account update(String id, Account asked, String etag, String... mask) {
    return client
        .blocking()
        .updateAccount(
            UpdateAccountRequest.newBuilder()
                .setAccount(asked.toBuilder().setName(name(id)).setEtag(etag))
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(Arrays.asList(mask)))
                .build());
  }

  private static Account freeze(String id) {
    return client
        .blocking()
        .freezeAccount(FreezeAccountRequest.newBuilder().setName(name(id)).build());
  }

  private static Account close(String id) {
    return client
        .blocking()
        .closeAccount(CloseAccountRequest.newBuilder().setName(name(id)).build());
  }

  private static CreateTransferResponse pay(String from, String to, String amount) {
    return client.blocking().createTransfer(transfer(from, to, amount));
  }

  private static void payUsd(String from, String to) {
    CreateTransferRequest.Builder request = transfer(from, to, "1").toBuilder();
    request.getTransferBuilder().setAsset("USD/2");
    client.blocking().createTransfer(request.build());
  }

  private static CreateTransferRequest transfer(String from, String to, String amount) {
    CreateTransferRequest.Builder request =
        TestClient.transfer(UUID.randomUUID(), from, to, 1).toBuilder();
    request.getTransferBuilder().setAmount(amount);
    return request.build();
  }

  private static Transfer read(CreateTransferRequest request) {
    return client
        .blocking()
        .getTransfer(GetTransferRequest.newBuilder().setName(Sends.name(request)).build());
  }

  private static String name(String id) {
    return "accounts/" + id;
  }

  private static String settings(Account account) {
    return account.getFloor() + " " + account.getCeiling() + " " + account.getMetadataMap();
  }

  private static StatusRuntimeException assertRefusedPrecondition(Reason reason, Runnable call) {
    return assertRefused(reason, Status.Code.FAILED_PRECONDITION, call);
  }

  private static StatusRuntimeException assertRefused(
      Reason reason, Status.Code code, Runnable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(refused).as("not refused with " + reason).isNotNull();
    assertThat(TestClient.reason(refused)).isEqualTo(reason);
    assertThat(refused.getStatus().getCode()).isEqualTo(code);
    assertThat(refused.getStatus().getDescription()).isNotBlank();
    return refused;
  }
}
