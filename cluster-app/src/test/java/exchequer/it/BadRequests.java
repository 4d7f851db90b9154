package exchequer.it;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import exchequer.v1.Account;
import exchequer.v1.CloseAccountRequest;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransfersRequest;
import exchequer.v1.EntryOrder;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.Reason;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;
import io.grpc.Status;
import io.grpc.Status.Code;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests that are wrong, and how each is to be answered. They suppose the accounts {@code bank}
 * (unbounded), {@code alice} and {@code poor} (empty), all in EUR/2, and {@code dollars} in USD/2.
 */
final class BadRequests {
  static final String ID = "0190a5d2-7d1c-7000-8000-000000000001";

  private static final String DIGITS_39 = "1" + "0".repeat(38);
  private static final String CHARACTERS_65 = "a".repeat(65);
  private static final String CHARACTERS_513 = "v".repeat(513);

  private BadRequests() {}

  /**
   * @param field the first wrong field; empty when the answer names none
   */
  record BadRequest(
      String what, Consumer<TestClient> call, Code code, Reason reason, String field) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<BadRequest> all() {
    return Stream.of(
            createAccount(),
            getAccount(),
            updateAccount(),
            changeStatus(),
            createTransfer(),
            getTransfer(),
            createTransfers(),
            listEntries())
        .flatMap(rows -> rows);
  }

  private static Stream<BadRequest> createAccount() {
    return Stream.of(
        opening("no id", "account_id", r -> r.setAccountId("")),
        opening("an id with a space", "account_id", r -> r.setAccountId("a b")),
        opening("an id with a slash", "account_id", r -> r.setAccountId("a/b")),
        opening("an id of 65 characters", "account_id", r -> r.setAccountId(CHARACTERS_65)),
        opening("an id that starts with a dot", "account_id", r -> r.setAccountId(".a")),
        opening("an id with an umlaut", "account_id", r -> r.setAccountId("käse")),
        opening("an id with a line end", "account_id", r -> r.setAccountId("a\n")),
        opening("no account", "account", CreateAccountRequest.Builder::clearAccount),
        settings("no asset", "account.asset", a -> a.setAsset("")),
        settings("an asset without scale", "account.asset", a -> a.setAsset("EUR")),
        settings("a scale of 19", "account.asset", a -> a.setAsset("EUR/19")),
        settings("a scale of -1", "account.asset", a -> a.setAsset("EUR/-1")),
        settings("a scale with a leading zero", "account.asset", a -> a.setAsset("EUR/02")),
        settings("a lower-case code", "account.asset", a -> a.setAsset("eur/2")),
        settings("a code of 13 letters", "account.asset", a -> a.setAsset("ABCDEFGHIJKLM/2")),
        settings("a floor above 0", "account.floor", a -> a.setFloor("1")),
        settings("a floor of 39 digits", "account.floor", a -> a.setFloor("-" + DIGITS_39)),
        settings("a floor of -0", "account.floor", a -> a.setFloor("-0")),
        settings("a floor in words", "account.floor", a -> a.setFloor("none")),
        settings("a ceiling below 0", "account.ceiling", a -> a.setCeiling("-1")),
        settings("a ceiling in decimals", "account.ceiling", a -> a.setCeiling("1.5")),
        settings("33 pairs", "account.metadata", a -> pairs(33).forEach(k -> a.putMetadata(k, ""))),
        settings("an empty key", "account.metadata", a -> a.putMetadata("", "v")),
        settings("a key with a space", "account.metadata", a -> a.putMetadata("a b", "v")),
        settings("a key of 65", "account.metadata", a -> a.putMetadata(CHARACTERS_65, "v")),
        settings("a value of 513", "account.metadata", a -> a.putMetadata("k", CHARACTERS_513)),
        settings(
            "8,193 bytes and more of metadata",
            "account.metadata",
            a -> pairs(17).forEach(k -> a.putMetadata(k, "v".repeat(512)))),
        row(
            "CreateAccount: 5 MB of metadata in one message",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "",
            client ->
                client
                    .blocking()
                    .createAccount(
                        opened()
                            .setAccount(eur().putMetadata("k", "v".repeat(5_000_000)))
                            .build())),
        row(
            "CreateAccount: an id in use with another asset",
            Code.ALREADY_EXISTS,
            Reason.ACCOUNT_EXISTS,
            "",
            client ->
                client
                    .blocking()
                    .createAccount(
                        opened()
                            .setAccountId("alice")
                            .setAccount(eur().setAsset("USD/2"))
                            .build())));
  }

  private static Stream<BadRequest> getAccount() {
    return Stream.of(
        getting("no name", "", Code.INVALID_ARGUMENT, Reason.INVALID_FIELD, "name"),
        getting("no prefix", "alice", Code.INVALID_ARGUMENT, Reason.INVALID_FIELD, "name"),
        getting("no id", "accounts/", Code.INVALID_ARGUMENT, Reason.INVALID_FIELD, "name"),
        getting(
            "a transfer's name",
            "accounts/alice/transfers/" + ID,
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "name"),
        getting("no such account", "accounts/nobody", Code.NOT_FOUND, Reason.ACCOUNT_NOT_FOUND, ""),
        getting("another case", "accounts/Alice", Code.NOT_FOUND, Reason.ACCOUNT_NOT_FOUND, ""));
  }

  private static Stream<BadRequest> updateAccount() {
    return Stream.of(
        updating("no mask", "update_mask", r -> r.clearUpdateMask()),
        updating("an empty mask", "update_mask", r -> r.setUpdateMask(mask())),
        updating("an unknown path", "update_mask", r -> r.setUpdateMask(mask("flor"))),
        updating("a fixed field", "update_mask", r -> r.setUpdateMask(mask("asset"))),
        updating("an output field", "update_mask", r -> r.setUpdateMask(mask("balance.posted"))),
        updating("everything", "update_mask", r -> r.setUpdateMask(mask("*"))),
        updating(
            "100,000 unknown paths",
            "update_mask",
            r ->
                r.setUpdateMask(
                    mask(
                        IntStream.range(0, 100_000)
                            .mapToObj(i -> "p" + i)
                            .toArray(String[]::new)))),
        updating("no account", "account.name", UpdateAccountRequest.Builder::clearAccount),
        updating("a malformed etag", "account.etag", r -> r.getAccountBuilder().setEtag("5")),
        updating("an etag beyond all", "account.etag", r -> r.getAccountBuilder().setEtag(big())),
        updating("a floor in words", "account.floor", r -> r.getAccountBuilder().setFloor("low")),
        row(
            "UpdateAccount: a stale etag",
            Code.ABORTED,
            Reason.STALE_ETAG,
            "",
            client -> {
              UpdateAccountRequest.Builder request = updated();
              request.getAccountBuilder().setEtag("v999");
              client.blocking().updateAccount(request.build());
            }),
        row(
            "UpdateAccount: no such account",
            Code.NOT_FOUND,
            Reason.ACCOUNT_NOT_FOUND,
            "",
            client -> {
              UpdateAccountRequest.Builder request = updated();
              request.getAccountBuilder().setName("accounts/nobody");
              client.blocking().updateAccount(request.build());
            }));
  }

  private static Stream<BadRequest> changeStatus() {
    return Stream.of(
        row(
            "FreezeAccount: no name",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "name",
            client -> client.blocking().freezeAccount(FreezeAccountRequest.getDefaultInstance())),
        row(
            "UnfreezeAccount: a malformed etag",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "etag",
            client ->
                client
                    .blocking()
                    .unfreezeAccount(
                        UnfreezeAccountRequest.newBuilder()
                            .setName("accounts/alice")
                            .setEtag("v0")
                            .build())),
        row(
            "CloseAccount: no such account",
            Code.NOT_FOUND,
            Reason.ACCOUNT_NOT_FOUND,
            "",
            client ->
                client
                    .blocking()
                    .closeAccount(
                        CloseAccountRequest.newBuilder().setName("accounts/nobody").build())),
        row(
            "CloseAccount: a balance",
            Code.FAILED_PRECONDITION,
            Reason.ACCOUNT_NOT_EMPTY,
            "",
            client ->
                client
                    .blocking()
                    .closeAccount(
                        CloseAccountRequest.newBuilder().setName("accounts/alice").build())),
        row(
            "FreezeAccount: a stale etag",
            Code.ABORTED,
            Reason.STALE_ETAG,
            "",
            client ->
                client
                    .blocking()
                    .freezeAccount(
                        FreezeAccountRequest.newBuilder()
                            .setName("accounts/alice")
                            .setEtag("v999")
                            .build())));
  }

  private static Stream<BadRequest> createTransfer() {
    return Stream.of(
        sending("no parent", "parent", CreateTransferRequest.Builder::clearParent),
        sending("a parent without prefix", "parent", r -> r.setParent("bank")),
        sending("no id", "transfer_id", r -> r.setTransferId("")),
        sending("the nil UUID", "transfer_id", r -> r.setTransferId(ID.replaceAll("[^-]", "0"))),
        sending("a UUID in braces", "transfer_id", r -> r.setTransferId("{" + ID + "}")),
        sending("a UUID without dashes", "transfer_id", r -> r.setTransferId(ID.replace("-", ""))),
        sending("a short UUID", "transfer_id", r -> r.setTransferId("1-1-1-1-1")),
        sending("no transfer", "transfer", CreateTransferRequest.Builder::clearTransfer),
        moving("no destination", "transfer.destination", ""),
        moving("a destination without prefix", "transfer.destination", "alice"),
        moving("no asset", "transfer.asset", ""),
        moving("an asset without scale", "transfer.asset", "EUR"),
        moving("no amount", "transfer.amount", ""),
        moving("an amount of 0", "transfer.amount", "0"),
        moving("a negative amount", "transfer.amount", "-1"),
        moving("a leading zero", "transfer.amount", "01"),
        moving("a plus sign", "transfer.amount", "+1"),
        moving("a decimal", "transfer.amount", "1.00"),
        moving("an exponent", "transfer.amount", "1e5"),
        moving("a hexadecimal", "transfer.amount", "0x10"),
        moving("a space", "transfer.amount", " 1"),
        moving("a thousands separator", "transfer.amount", "1,000"),
        moving("Arabic digits", "transfer.amount", "١٢٣"),
        moving("full-width digits", "transfer.amount", "１"),
        moving("39 digits", "transfer.amount", DIGITS_39),
        moving("a million digits", "transfer.amount", "9".repeat(1_000_000)),
        sending(
            "33 pairs of metadata",
            "transfer.metadata",
            r -> pairs(33).forEach(k -> r.getTransferBuilder().putMetadata(k, ""))),
        refused(
            "the same account",
            Code.INVALID_ARGUMENT,
            Reason.SAME_ACCOUNT,
            r -> r.getTransferBuilder().setDestination("accounts/bank")),
        refused(
            "an id from the future",
            Code.INVALID_ARGUMENT,
            Reason.TRANSFER_ID_FROM_FUTURE,
            r -> r.setTransferId("fff0a5d2-7d1c-7000-8000-000000000001")),
        refused(
            "no such source",
            Code.NOT_FOUND,
            Reason.SOURCE_NOT_FOUND,
            r -> r.setParent("accounts/nobody")),
        refused(
            "no such destination",
            Code.NOT_FOUND,
            Reason.DESTINATION_NOT_FOUND,
            r -> r.getTransferBuilder().setDestination("accounts/nobody")),
        refused(
            "not the source's asset",
            Code.FAILED_PRECONDITION,
            Reason.SOURCE_ASSET_MISMATCH,
            r -> r.getTransferBuilder().setAsset("EUR/3")),
        refused(
            "not the destination's asset",
            Code.FAILED_PRECONDITION,
            Reason.DESTINATION_ASSET_MISMATCH,
            r -> r.getTransferBuilder().setDestination("accounts/dollars")),
        refused(
            "more than there is",
            Code.FAILED_PRECONDITION,
            Reason.FLOOR_CROSSED,
            r -> r.setParent("accounts/poor")));
  }

  private static Stream<BadRequest> getTransfer() {
    return Stream.of(
        reading("no name", "", Code.INVALID_ARGUMENT, Reason.INVALID_FIELD, "name"),
        reading(
            "an account's name",
            "accounts/bank",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "name"),
        reading(
            "a malformed UUID",
            "accounts/bank/transfers/7",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "name"),
        reading(
            "something after it",
            "accounts/bank/transfers/" + ID + "/x",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "name"),
        reading(
            "no such transfer",
            "accounts/bank/transfers/0190a5d2-7d1c-7000-8000-00000000ffff",
            Code.NOT_FOUND,
            Reason.TRANSFER_NOT_FOUND,
            ""),
        reading(
            "no such source",
            "accounts/nobody/transfers/0190a5d2-7d1c-7000-8000-00000000ffff",
            Code.NOT_FOUND,
            Reason.TRANSFER_NOT_FOUND,
            ""));
  }

  private static Stream<BadRequest> createTransfers() {
    return Stream.of(
        row(
            "CreateTransfers: an empty message",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "requests",
            client -> stream(client, CreateTransfersRequest.getDefaultInstance())),
        row(
            "CreateTransfers: 1,001 requests in one message",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "requests",
            client ->
                stream(
                    client,
                    CreateTransfersRequest.newBuilder()
                        .addAllRequests(
                            java.util.Collections.nCopies(
                                1_001, CreateTransferRequest.getDefaultInstance()))
                        .build())),
        row(
            "CreateTransfers: 5 MB in one message",
            Code.INVALID_ARGUMENT,
            Reason.INVALID_FIELD,
            "",
            client ->
                stream(
                    client,
                    CreateTransfersRequest.newBuilder()
                        .addRequests(
                            CreateTransferRequest.newBuilder().setParent("p".repeat(5_000_000)))
                        .build())));
  }

  private static Stream<BadRequest> listEntries() {
    return Stream.of(
        listing("no parent", "parent", ListEntriesRequest.Builder::clearParent),
        listing("a parent without prefix", "parent", r -> r.setParent("alice")),
        listing("a page size of -1", "page_size", r -> r.setPageSize(-1)),
        listing("a start number, newest first", "start_number", r -> r.setStartNumber(2)),
        listing(
            "a start number of -1",
            "start_number",
            r -> r.setStartNumber(-1).setOrder(exchequer.v1.EntryOrder.OLDEST_FIRST)),
        listing(
            "a start number and a start time",
            "start_number",
            r ->
                r.setStartNumber(2)
                    .setStartTime(time(1, 0))
                    .setOrder(exchequer.v1.EntryOrder.OLDEST_FIRST)),
        listing("an unknown order", "order", r -> r.setOrderValue(7)),
        listing("a time after all", "start_time", r -> r.setStartTime(time(Long.MAX_VALUE, 0))),
        listing("a time before all", "start_time", r -> r.setStartTime(time(Long.MIN_VALUE, 0))),
        listing("a second of 1e9 ns", "end_time", r -> r.setEndTime(time(0, 1_000_000_000))),
        listing("negative nanoseconds", "end_time", r -> r.setEndTime(time(0, -1))),
        listing(
            "the end before the start",
            "end_time",
            r -> r.setStartTime(time(2, 0)).setEndTime(time(1, 0))),
        row(
            "ListEntries: no such account",
            Code.NOT_FOUND,
            Reason.ACCOUNT_NOT_FOUND,
            "",
            client -> client.blocking().listEntries(listed("nobody").build())),
        token("garbage", (client, token) -> listed("bank").setPageToken("garbage!")),
        token("Base64 of nothing", (client, token) -> listed("bank").setPageToken("AAAA")),
        token("another account's", (client, token) -> listed("alice").setPageToken(token)),
        token(
            "another order's",
            (client, token) ->
                listed("bank").setOrder(EntryOrder.OLDEST_FIRST).setPageToken(token)),
        token(
            "another start's",
            (client, token) -> listed("bank").setStartTime(time(1, 0)).setPageToken(token)),
        token("cut", (client, token) -> listed("bank").setPageToken(token.substring(1))),
        token("tampered with", (client, token) -> listed("bank").setPageToken(tampered(token))));
  }

  // ---- How rows are made: each is a good request with one thing wrong.

  private static BadRequest row(
      String what, Code code, Reason reason, String field, Consumer<TestClient> call) {
    return new BadRequest(what, call, code, reason, field);
  }

  private static BadRequest opening(
      String what, String field, Consumer<CreateAccountRequest.Builder> change) {
    return row(
        "CreateAccount: " + what,
        Code.INVALID_ARGUMENT,
        Reason.INVALID_FIELD,
        field,
        client -> client.blocking().createAccount(changed(opened(), change).build()));
  }

  private static BadRequest settings(String what, String field, Consumer<Account.Builder> change) {
    return opening(what, field, r -> change.accept(r.getAccountBuilder()));
  }

  private static BadRequest getting(
      String what, String name, Code code, Reason reason, String field) {
    return row(
        "GetAccount: " + what,
        code,
        reason,
        field,
        client ->
            client.blocking().getAccount(GetAccountRequest.newBuilder().setName(name).build()));
  }

  private static BadRequest updating(
      String what, String field, Consumer<UpdateAccountRequest.Builder> change) {
    return row(
        "UpdateAccount: " + what,
        Code.INVALID_ARGUMENT,
        Reason.INVALID_FIELD,
        field,
        client -> client.blocking().updateAccount(changed(updated(), change).build()));
  }

  private static BadRequest sending(
      String what, String field, Consumer<CreateTransferRequest.Builder> change) {
    return row(
        "CreateTransfer: " + what,
        Code.INVALID_ARGUMENT,
        Reason.INVALID_FIELD,
        field,
        client -> client.blocking().createTransfer(changed(sent(), change).build()));
  }

  private static BadRequest moving(String what, String field, String value) {
    return sending(
        what,
        field,
        r ->
            r.getTransferBuilder()
                .setField(
                    exchequer.v1.Transfer.getDescriptor()
                        .findFieldByName(field.substring("transfer.".length())),
                    value));
  }

  private static BadRequest refused(
      String what, Code code, Reason reason, Consumer<CreateTransferRequest.Builder> change) {
    return row(
        "CreateTransfer: " + what,
        code,
        reason,
        "",
        client ->
            client
                .blocking()
                .createTransfer(
                    changed(sent().setTransferId(java.util.UUID.randomUUID().toString()), change)
                        .build()));
  }

  private static BadRequest reading(
      String what, String name, Code code, Reason reason, String field) {
    return row(
        "GetTransfer: " + what,
        code,
        reason,
        field,
        client ->
            client.blocking().getTransfer(GetTransferRequest.newBuilder().setName(name).build()));
  }

  private static BadRequest listing(
      String what, String field, Consumer<ListEntriesRequest.Builder> change) {
    return row(
        "ListEntries: " + what,
        Code.INVALID_ARGUMENT,
        Reason.INVALID_FIELD,
        field,
        client -> client.blocking().listEntries(changed(listed("alice"), change).build()));
  }

  private static BadRequest token(
      String what,
      java.util.function.BiFunction<TestClient, String, ListEntriesRequest.Builder> wrong) {
    return row(
        "ListEntries: a page token that is " + what,
        Code.INVALID_ARGUMENT,
        Reason.INVALID_PAGE_TOKEN,
        "",
        client -> {
          String token = client.blocking().listEntries(listed("bank").build()).getNextPageToken();
          client.blocking().listEntries(wrong.apply(client, token).build());
        });
  }

  private static <B> B changed(B builder, Consumer<B> change) {
    change.accept(builder);
    return builder;
  }

  private static CreateAccountRequest.Builder opened() {
    return CreateAccountRequest.newBuilder().setAccountId("never").setAccount(eur());
  }

  private static Account.Builder eur() {
    return Account.newBuilder().setAsset(TestClient.ASSET);
  }

  private static UpdateAccountRequest.Builder updated() {
    return UpdateAccountRequest.newBuilder()
        .setAccount(Account.newBuilder().setName("accounts/alice").setFloor("-5"))
        .setUpdateMask(mask("floor"));
  }

  private static CreateTransferRequest.Builder sent() {
    return TestClient.transfer(java.util.UUID.fromString(ID), "bank", "alice", 1).toBuilder();
  }

  private static ListEntriesRequest.Builder listed(String account) {
    return ListEntriesRequest.newBuilder().setParent("accounts/" + account).setPageSize(1);
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(Arrays.asList(paths)).build();
  }

  private static Timestamp time(long seconds, int nanos) {
    return Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
  }

  private static List<String> pairs(int count) {
    return IntStream.range(0, count).mapToObj(i -> "key" + i).toList();
  }

  private static String big() {
    return "v" + "9".repeat(30);
  }

  private static String tampered(String token) {
    int middle = token.length() / 2;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    return token.substring(0, middle) + other + token.substring(middle + 1);
  }

  private static void stream(TestClient client, CreateTransfersRequest message) {
    var observer = new Observer<exchequer.v1.CreateTransfersResponse>(response -> {});
    var requests = client.streaming().createTransfers(observer);
    requests.onNext(message);
    requests.onCompleted();
    try {
      observer.ended.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      throw Status.fromThrowable(failed)
          .asRuntimeException(Status.trailersFromThrowable(failed.getCause()));
    }
  }
}
