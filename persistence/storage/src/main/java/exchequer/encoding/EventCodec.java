package exchequer.encoding;

import exchequer.ledger.BookEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Any event of the log. Its manifest, which stands beside its bytes, says which. */
final class EventCodec implements BookEvent.Cases<Stored> {
  private static final EventCodec WRITER = new EventCodec();

  private static final Map<String, Codec<? extends BookEvent>> BY_MANIFEST =
      List.<Codec<? extends BookEvent>>of(
              AccountEventCodecs.OPENED,
              AccountEventCodecs.UPDATED,
              AccountEventCodecs.STATUS_CHANGED,
              TransferEventCodecs.POSTED_WITHIN_A_BOOK,
              TransferEventCodecs.BEGUN,
              TransferEventCodecs.POSTED,
              TransferEventCodecs.REFUSED,
              TransferEventCodecs.RETURNED,
              TransferEventCodecs.CREDIT_ACCEPTED,
              TransferEventCodecs.CREDIT_REFUSED,
              TransferEventCodecs.CREDIT_FROM_FUTURE_MET)
          .stream()
          .collect(Collectors.toUnmodifiableMap(Codec::manifest, Function.identity()));

  private EventCodec() {}

  static Stored write(BookEvent event) {
    return event.match(WRITER);
  }

  static BookEvent read(Stored stored) {
    Codec<? extends BookEvent> codec = BY_MANIFEST.get(stored.manifest());
    if (codec == null) {
      throw new UnreadableBytesException(
          stored.manifest(), stored.bytes().length, "no event has this manifest");
    }
    return codec.read(stored);
  }

  @Override
  public Stored accountOpened(BookEvent.AccountOpened event) {
    return AccountEventCodecs.OPENED.write(event);
  }

  @Override
  public Stored accountUpdated(BookEvent.AccountUpdated event) {
    return AccountEventCodecs.UPDATED.write(event);
  }

  @Override
  public Stored accountStatusChanged(BookEvent.AccountStatusChanged event) {
    return AccountEventCodecs.STATUS_CHANGED.write(event);
  }

  @Override
  public Stored localTransferPosted(BookEvent.LocalTransferPosted event) {
    return TransferEventCodecs.POSTED_WITHIN_A_BOOK.write(event);
  }

  @Override
  public Stored transferBegun(BookEvent.TransferBegun event) {
    return TransferEventCodecs.BEGUN.write(event);
  }

  @Override
  public Stored transferPosted(BookEvent.TransferPosted event) {
    return TransferEventCodecs.POSTED.write(event);
  }

  @Override
  public Stored transferRefused(BookEvent.TransferRefused event) {
    return TransferEventCodecs.REFUSED.write(event);
  }

  @Override
  public Stored transferReturned(BookEvent.TransferReturned event) {
    return TransferEventCodecs.RETURNED.write(event);
  }

  @Override
  public Stored creditAccepted(BookEvent.CreditAccepted event) {
    return TransferEventCodecs.CREDIT_ACCEPTED.write(event);
  }

  @Override
  public Stored creditRefused(BookEvent.CreditRefused event) {
    return TransferEventCodecs.CREDIT_REFUSED.write(event);
  }

  @Override
  public Stored creditFromFutureMet(BookEvent.CreditFromFutureMet event) {
    return TransferEventCodecs.CREDIT_FROM_FUTURE_MET.write(event);
  }
}
