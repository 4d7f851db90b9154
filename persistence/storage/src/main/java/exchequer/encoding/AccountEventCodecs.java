package exchequer.encoding;

import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.AccountId;
import exchequer.ledger.Asset;
import exchequer.ledger.BookEvent.AccountOpened;
import exchequer.ledger.BookEvent.AccountStatusChanged;
import exchequer.ledger.BookEvent.AccountUpdated;
import java.util.Map;

/** The events of the log that change an account's settings. */
final class AccountEventCodecs {
  static final Codec<AccountOpened> OPENED =
      Codec.of(
          "account-opened/1",
          StoredProto.AccountOpened.getDefaultInstance(),
          event -> {
            var message =
                StoredProto.AccountOpened.newBuilder()
                    .setAccount(event.account().value())
                    .setAsset(event.asset().toString())
                    .putAllMetadata(Scalars.metadata(event.metadata()))
                    .setAtMicros(Scalars.micros(event.at()));
            event.floor().amount().map(Scalars::amount).ifPresent(message::setFloor);
            event.ceiling().amount().map(Scalars::amount).ifPresent(message::setCeiling);
            return message.build();
          },
          event ->
              new AccountOpened(
                  new AccountId(event.getAccount()),
                  Asset.parse(event.getAsset()),
                  Scalars.limit(event.hasFloor(), event.getFloor(), "floor"),
                  Scalars.limit(event.hasCeiling(), event.getCeiling(), "ceiling"),
                  Map.copyOf(event.getMetadataMap()),
                  Scalars.time(event.getAtMicros())));

  static final Codec<AccountUpdated> UPDATED =
      Codec.of(
          "account-updated/1",
          StoredProto.AccountUpdated.getDefaultInstance(),
          event -> {
            var message =
                StoredProto.AccountUpdated.newBuilder()
                    .setAccount(event.account().value())
                    .putAllMetadata(Scalars.metadata(event.metadata()))
                    .setAtMicros(Scalars.micros(event.at()));
            event.floor().amount().map(Scalars::amount).ifPresent(message::setFloor);
            event.ceiling().amount().map(Scalars::amount).ifPresent(message::setCeiling);
            return message.build();
          },
          event ->
              new AccountUpdated(
                  new AccountId(event.getAccount()),
                  Scalars.limit(event.hasFloor(), event.getFloor(), "floor"),
                  Scalars.limit(event.hasCeiling(), event.getCeiling(), "ceiling"),
                  Map.copyOf(event.getMetadataMap()),
                  Scalars.time(event.getAtMicros())));

  static final Codec<AccountStatusChanged> STATUS_CHANGED =
      Codec.of(
          "account-status-changed/1",
          StoredProto.AccountStatusChanged.getDefaultInstance(),
          event ->
              StoredProto.AccountStatusChanged.newBuilder()
                  .setAccount(event.account().value())
                  .setStatus(Scalars.status(event.status()))
                  .setAtMicros(Scalars.micros(event.at()))
                  .build(),
          event ->
              new AccountStatusChanged(
                  new AccountId(event.getAccount()),
                  Scalars.status(event.getStatus()),
                  Scalars.time(event.getAtMicros())));

  private AccountEventCodecs() {}
}
