package exchequer.encoding;

import exchequer.encoding.proto.MessageProto;
import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.AccountId;
import exchequer.ledger.Asset;
import exchequer.ledger.BookCommand.AcceptCredit;
import exchequer.ledger.BookCommand.ChangeStatus;
import exchequer.ledger.BookCommand.MakeTransfer;
import exchequer.ledger.BookCommand.OpenAccount;
import exchequer.ledger.BookCommand.ReadAccount;
import exchequer.ledger.BookCommand.ReadStatement;
import exchequer.ledger.BookCommand.ReadTransfer;
import exchequer.ledger.BookCommand.SettleTransfer;
import exchequer.ledger.BookCommand.UpdateAccount;
import exchequer.ledger.Limit;
import exchequer.ledger.StatementWindow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a book may be asked, on its way between nodes. */
public final class CommandCodecs {
  public static final Codec<OpenAccount> OPEN_ACCOUNT =
      Codec.of(
          "open-account",
          MessageProto.OpenAccount.getDefaultInstance(),
          command -> {
            var message =
                MessageProto.OpenAccount.newBuilder()
                    .setAccount(command.account().value())
                    .setAsset(command.asset().toString())
                    .putAllMetadata(Scalars.metadata(command.metadata()));
            command.floor().amount().map(Scalars::amount).ifPresent(message::setFloor);
            command.ceiling().amount().map(Scalars::amount).ifPresent(message::setCeiling);
            return message.build();
          },
          command ->
              new OpenAccount(
                  new AccountId(command.getAccount()),
                  Asset.parse(command.getAsset()),
                  Scalars.limit(command.hasFloor(), command.getFloor(), "floor"),
                  Scalars.limit(command.hasCeiling(), command.getCeiling(), "ceiling"),
                  Map.copyOf(command.getMetadataMap())));

  public static final Codec<UpdateAccount> UPDATE_ACCOUNT =
      Codec.of(
          "update-account",
          MessageProto.UpdateAccount.getDefaultInstance(),
          command -> {
            var message =
                MessageProto.UpdateAccount.newBuilder().setAccount(command.account().value());
            command.floor().map(CommandCodecs::limit).ifPresent(message::setFloor);
            command.ceiling().map(CommandCodecs::limit).ifPresent(message::setCeiling);
            command.metadata().map(CommandCodecs::metadata).ifPresent(message::setMetadata);
            command.expectedVersion().ifPresent(message::setExpectedVersion);
            return message.build();
          },
          command ->
              new UpdateAccount(
                  new AccountId(command.getAccount()),
                  command.hasFloor()
                      ? Optional.of(limit(command.getFloor(), "floor"))
                      : Optional.empty(),
                  command.hasCeiling()
                      ? Optional.of(limit(command.getCeiling(), "ceiling"))
                      : Optional.empty(),
                  command.hasMetadata()
                      ? Optional.of(Map.copyOf(command.getMetadata().getPairsMap()))
                      : Optional.empty(),
                  version(command.hasExpectedVersion(), command.getExpectedVersion())));

  public static final Codec<ChangeStatus> CHANGE_STATUS =
      Codec.of(
          "change-status",
          MessageProto.ChangeStatus.getDefaultInstance(),
          command -> {
            var message =
                MessageProto.ChangeStatus.newBuilder()
                    .setAccount(command.account().value())
                    .setStatus(Scalars.status(command.status()));
            command.expectedVersion().ifPresent(message::setExpectedVersion);
            return message.build();
          },
          command ->
              new ChangeStatus(
                  new AccountId(command.getAccount()),
                  Scalars.status(command.getStatus()),
                  version(command.hasExpectedVersion(), command.getExpectedVersion())));

  public static final Codec<MakeTransfer> MAKE_TRANSFER =
      Codec.of(
          "make-transfer",
          StoredProto.TransferOrder.getDefaultInstance(),
          command -> TransferCodec.message(command.order()),
          order -> new MakeTransfer(TransferCodec.order(order)));

  public static final Codec<AcceptCredit> ACCEPT_CREDIT =
      Codec.of(
          "accept-credit",
          StoredProto.Credit.getDefaultInstance(),
          command -> TransferCodec.message(command.credit()),
          credit -> new AcceptCredit(TransferCodec.credit(credit)));

  public static final Codec<SettleTransfer> SETTLE_TRANSFER =
      Codec.of(
          "settle-transfer",
          MessageProto.SettleTransfer.getDefaultInstance(),
          command ->
              MessageProto.SettleTransfer.newBuilder()
                  .setKey(TransferCodec.message(command.key()))
                  .setRefusal(Scalars.outcome(command.refusal()))
                  .build(),
          command ->
              new SettleTransfer(
                  TransferCodec.key(command.getKey()), Scalars.outcome(command.getRefusal())));

  public static final Codec<ReadAccount> READ_ACCOUNT =
      Codec.of(
          "read-account",
          MessageProto.ReadAccount.getDefaultInstance(),
          command ->
              MessageProto.ReadAccount.newBuilder().setAccount(command.account().value()).build(),
          command -> new ReadAccount(new AccountId(command.getAccount())));

  public static final Codec<ReadTransfer> READ_TRANSFER =
      Codec.of(
          "read-transfer",
          StoredProto.TransferKey.getDefaultInstance(),
          command -> TransferCodec.message(command.key()),
          key -> new ReadTransfer(TransferCodec.key(key)));

  public static final Codec<ReadStatement> READ_STATEMENT =
      Codec.of(
          "read-statement",
          MessageProto.ReadStatement.getDefaultInstance(),
          command -> {
            StatementWindow window = command.window();
            var message =
                MessageProto.ReadStatement.newBuilder()
                    .setAccount(command.account().value())
                    .setNewestFirst(window.newestFirst())
                    .setFromNumber(window.fromNumber())
                    .setLimit(window.limit());
            if (!window.notBefore().equals(Instant.MIN)) {
              message.setNotBefore(time(window.notBefore()));
            }
            if (!window.before().equals(Instant.MAX)) {
              message.setBefore(time(window.before()));
            }
            return message.build();
          },
          command ->
              new ReadStatement(
                  new AccountId(command.getAccount()),
                  new StatementWindow(
                      command.getNewestFirst(),
                      command.getFromNumber(),
                      command.hasNotBefore() ? time(command.getNotBefore()) : Instant.MIN,
                      command.hasBefore() ? time(command.getBefore()) : Instant.MAX,
                      command.getLimit())));

  private CommandCodecs() {}

  private static MessageProto.UpdateAccount.Limit limit(Limit limit) {
    var message = MessageProto.UpdateAccount.Limit.newBuilder();
    limit.amount().map(Scalars::amount).ifPresent(message::setAmount);
    return message.build();
  }

  private static Limit limit(MessageProto.UpdateAccount.Limit limit, String field) {
    return Scalars.limit(limit.hasAmount(), limit.getAmount(), field);
  }

  private static MessageProto.UpdateAccount.Metadata metadata(Map<String, String> pairs) {
    return MessageProto.UpdateAccount.Metadata.newBuilder()
        .putAllPairs(Scalars.metadata(pairs))
        .build();
  }

  private static OptionalLong version(boolean present, long version) {
    return present ? OptionalLong.of(version) : OptionalLong.empty();
  }

  private static MessageProto.ReadStatement.Time time(Instant time) {
    return MessageProto.ReadStatement.Time.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private static Instant time(MessageProto.ReadStatement.Time time) {
    try {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw new IllegalArgumentException("a time is out of range", outOfRange);
    }
  }
}
