package exchequer.frontdoor;

import com.google.protobuf.Timestamp;
import exchequer.frontdoor.RequestRefusedException.Problem;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Limit;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import exchequer.v1.UpdateAccountRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Checks requests by the rules of ledger.proto and turns them into commands. Every method throws
 * {@link RequestRefusedException} with all that is wrong.
 */
final class Requests {
  /** The bounds of google.protobuf.Timestamp: the years 1 to 9999. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_300_799L;

  private Requests() {}

  static BookCommand.OpenAccount openAccount(CreateAccountRequest request) {
    Violations wrong = new Violations();
    Optional<AccountId> id = wrong.read("account_id", request.getAccountId(), Names::accountId);
    wrong.require(request.hasAccount(), "account", "is required");
    exchequer.v1.Account account = request.getAccount();
    Optional<Asset> asset = wrong.read("account.asset", account.getAsset(), Asset::parse);
    Optional<Limit> floor = limit(wrong, "account.floor", account.getFloor(), Limit.ZERO);
    Optional<Limit> ceiling =
        limit(wrong, "account.ceiling", account.getCeiling(), Limit.UNBOUNDED);
    floor
        .flatMap(Limit::amount)
        .ifPresent(
            amount ->
                wrong.require(!amount.isPositive(), "account.floor", "must be at most 0 at first"));
    ceiling
        .flatMap(Limit::amount)
        .ifPresent(
            amount ->
                wrong.require(
                    !amount.isNegative(), "account.ceiling", "must be at least 0 at first"));
    Metadata.check(wrong, "account.metadata", account.getMetadataMap());
    wrong.throwIfAny();
    return new BookCommand.OpenAccount(
        id.orElseThrow(),
        asset.orElseThrow(),
        floor.orElseThrow(),
        ceiling.orElseThrow(),
        account.getMetadataMap());
  }

  static BookCommand.UpdateAccount updateAccount(UpdateAccountRequest request) {
    Violations wrong = new Violations();
    exchequer.v1.Account account = request.getAccount();
    Optional<AccountId> id = wrong.read("account.name", account.getName(), Names::account);
    OptionalLong version = etag(wrong, "account.etag", account.getEtag());
    List<String> mask = request.getUpdateMask().getPathsList();
    wrong.require(!mask.isEmpty(), "update_mask", "must name floor, ceiling or metadata");
    for (String path : mask) {
      wrong.require(
          List.of("floor", "ceiling", "metadata").contains(path),
          "update_mask",
          "may name floor, ceiling and metadata only");
    }
    Optional<Limit> floor =
        mask.contains("floor")
            ? limit(wrong, "account.floor", account.getFloor(), Limit.ZERO)
            : Optional.empty();
    Optional<Limit> ceiling =
        mask.contains("ceiling")
            ? limit(wrong, "account.ceiling", account.getCeiling(), Limit.UNBOUNDED)
            : Optional.empty();
    if (mask.contains("metadata")) {
      Metadata.check(wrong, "account.metadata", account.getMetadataMap());
    }
    wrong.throwIfAny();
    return new BookCommand.UpdateAccount(
        id.orElseThrow(),
        floor,
        ceiling,
        mask.contains("metadata") ? Optional.of(account.getMetadataMap()) : Optional.empty(),
        version);
  }

  static BookCommand.ChangeStatus changeStatus(String name, String etag, Account.Status status) {
    Violations wrong = new Violations();
    Optional<AccountId> id = wrong.read("name", name, Names::account);
    OptionalLong version = etag(wrong, "etag", etag);
    wrong.throwIfAny();
    return new BookCommand.ChangeStatus(id.orElseThrow(), status, version);
  }

  static AccountId account(String field, String name) {
    Violations wrong = new Violations();
    Optional<AccountId> id = wrong.read(field, name, Names::account);
    wrong.throwIfAny();
    return id.orElseThrow();
  }

  static TransferKey transfer(String name) {
    Violations wrong = new Violations();
    Optional<TransferKey> key = wrong.read("name", name, Names::transfer);
    wrong.throwIfAny();
    return key.orElseThrow();
  }

  static TransferOrder order(CreateTransferRequest request) {
    Violations wrong = new Violations();
    Optional<AccountId> source = wrong.read("parent", request.getParent(), Names::account);
    Optional<UUID> id = wrong.read("transfer_id", request.getTransferId(), Names::transferId);
    wrong.require(request.hasTransfer(), "transfer", "is required");
    Transfer transfer = request.getTransfer();
    Optional<AccountId> destination =
        wrong.read("transfer.destination", transfer.getDestination(), Names::account);
    Optional<Asset> asset = wrong.read("transfer.asset", transfer.getAsset(), Asset::parse);
    Optional<Amount> amount = wrong.read("transfer.amount", transfer.getAmount(), Amount::parse);
    amount.ifPresent(
        value -> wrong.require(value.isPositive(), "transfer.amount", "must be at least 1"));
    Metadata.check(wrong, "transfer.metadata", transfer.getMetadataMap());
    wrong.throwIfAny();
    if (source.equals(destination)) {
      throw new RequestRefusedException(
          new Problem(Reason.SAME_ACCOUNT, "source and destination are the same account"));
    }
    return new TransferOrder(
        new TransferKey(source.orElseThrow(), id.orElseThrow()),
        destination.orElseThrow(),
        asset.orElseThrow(),
        amount.orElseThrow(),
        transfer.getMetadataMap());
  }

  /** A time in a request; {@code otherwise} when it is not set. */
  static Instant time(
      Violations wrong, String field, boolean isSet, Timestamp time, Instant otherwise) {
    if (!isSet) {
      return otherwise;
    }
    if (time.getSeconds() < FIRST_SECOND
        || time.getSeconds() > LAST_SECOND
        || time.getNanos() < 0
        || time.getNanos() > 999_999_999) {
      wrong.add(field, "must lie in the years 1 to 9999 with 0 to 999,999,999 nanoseconds");
      return otherwise;
    }
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  private static Optional<Limit> limit(Violations wrong, String field, String text, Limit ofEmpty) {
    if (text.isEmpty()) {
      return Optional.of(ofEmpty);
    }
    return text.equals("unbounded")
        ? Optional.of(Limit.UNBOUNDED)
        : wrong.read(field, text, Amount::parse).map(Limit::at);
  }

  private static OptionalLong etag(Violations wrong, String field, String etag) {
    if (etag.isEmpty()) {
      return OptionalLong.empty();
    }
    return wrong
        .read(field, etag, Etags::version)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
