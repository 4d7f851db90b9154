package exchequer.ledger;

import java.util.List;

/** The accounts an event changes: what replay must load before it. */
final class Touched implements BookEvent.Cases<List<AccountId>> {
  static final Touched BY = new Touched();

  private Touched() {}

  @Override
  public List<AccountId> accountOpened(BookEvent.AccountOpened event) {
    return List.of(event.account());
  }

  @Override
  public List<AccountId> accountUpdated(BookEvent.AccountUpdated event) {
    return List.of(event.account());
  }

  @Override
  public List<AccountId> accountStatusChanged(BookEvent.AccountStatusChanged event) {
    return List.of(event.account());
  }

  @Override
  public List<AccountId> localTransferPosted(BookEvent.LocalTransferPosted event) {
    return List.of(event.order().key().source(), event.order().destination());
  }

  @Override
  public List<AccountId> transferBegun(BookEvent.TransferBegun event) {
    return List.of(event.order().key().source());
  }

  @Override
  public List<AccountId> transferPosted(BookEvent.TransferPosted event) {
    return List.of(event.key().source());
  }

  @Override
  public List<AccountId> transferRefused(BookEvent.TransferRefused event) {
    return List.of();
  }

  @Override
  public List<AccountId> transferReturned(BookEvent.TransferReturned event) {
    return List.of(event.key().source());
  }

  @Override
  public List<AccountId> creditAccepted(BookEvent.CreditAccepted event) {
    return List.of(event.credit().destination());
  }

  @Override
  public List<AccountId> creditRefused(BookEvent.CreditRefused event) {
    return List.of();
  }

  @Override
  public List<AccountId> creditFromFutureMet(BookEvent.CreditFromFutureMet event) {
    return List.of();
  }
}
