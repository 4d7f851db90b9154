package exchequer.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What happened in a book, as its log keeps it. Events that move money carry the balances after it.
 */
public sealed interface BookEvent {
  /** Never earlier than the event before in the same book. */
  Instant at();

  /** The accounts that this event changes: replay has to load them before it. */
  List<AccountId> accounts();

  <T> T match(Cases<T> cases);

  record AccountOpened(
      AccountId account,
      Asset asset,
      Limit floor,
      Limit ceiling,
      Map<String, String> metadata,
      Instant at)
      implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of(account());
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.accountOpened(this);
    }
  }

  /** Carries all three settings, changed or not. */
  record AccountUpdated(
      AccountId account, Limit floor, Limit ceiling, Map<String, String> metadata, Instant at)
      implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of(account());
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.accountUpdated(this);
    }
  }

  /** Frozen, opened again or closed. */
  record AccountStatusChanged(AccountId account, Account.Status status, Instant at)
      implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of(account());
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.accountStatusChanged(this);
    }
  }

  /** Both accounts are in this book: all of a transfer in one event. */
  record LocalTransferPosted(
      TransferOrder order, Amount sourcePosted, Amount destinationPosted, Instant at)
      implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of(order().key().source(), order().destination());
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.localTransferPosted(this);
    }
  }

  /** The money is reserved here; the destination's book is asked. */
  record TransferBegun(TransferOrder order, Amount inFlightOut, Instant at) implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of(order().key().source());
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.transferBegun(this);
    }
  }

  /** The destination's book has accepted: the money has left. */
  record TransferPosted(TransferKey key, Amount posted, Amount inFlightOut, Instant at)
      implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of(key().source());
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.transferPosted(this);
    }
  }

  /** Refused at once by this book: nothing was ever reserved. */
  record TransferRefused(TransferOrder order, Refusal refusal, Instant at) implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of();
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.transferRefused(this);
    }
  }

  /** Refused by the destination's book: the reservation is released. */
  record TransferReturned(TransferKey key, Refusal refusal, Amount inFlightOut, Instant at)
      implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of(key().source());
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.transferReturned(this);
    }
  }

  /** Money from another book has arrived. */
  record CreditAccepted(Credit credit, Amount posted, Instant at) implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of(credit().destination());
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.creditAccepted(this);
    }
  }

  /** Money from another book was turned away, for good: a redelivery gets the same answer. */
  record CreditRefused(TransferKey key, Refusal refusal, Instant at) implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of();
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.creditRefused(this);
    }
  }

  /**
   * A credit, decided by the event after this one, was begun at a time that this book's node takes
   * for the future: one of two clocks is wrong. The book's own time stays behind it.
   */
  record CreditFromFutureMet(Instant begunAt, Instant at) implements BookEvent {
    @Override
    public List<AccountId> accounts() {
      return List.of();
    }

    @Override
    public <T> T match(Cases<T> cases) {
      return cases.creditFromFutureMet(this);
    }
  }

  /** One case for each event: a new event breaks the build until every reader handles it. */
  interface Cases<T> {
    T accountOpened(AccountOpened event);

    T accountUpdated(AccountUpdated event);

    T accountStatusChanged(AccountStatusChanged event);

    T localTransferPosted(LocalTransferPosted event);

    T transferBegun(TransferBegun event);

    T transferPosted(TransferPosted event);

    T transferRefused(TransferRefused event);

    T transferReturned(TransferReturned event);

    T creditAccepted(CreditAccepted event);

    T creditRefused(CreditRefused event);

    T creditFromFutureMet(CreditFromFutureMet event);
  }
}
