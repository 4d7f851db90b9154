package exchequer.micro;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Balance;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Credit;
import exchequer.ledger.Entries;
import exchequer.ledger.Limit;
import exchequer.ledger.Outcome;
import exchequer.ledger.Terms;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A transfer of 12.50 euros as most are: ids of usual length, and no metadata. */
public final class OneTransfer {
  public static final Asset EUR = Asset.parse("EUR/2");
  public static final Instant AT = Instant.parse("2026-02-03T04:05:06.789012Z");
  public static final AccountId SOURCE = new AccountId("customer-012345");
  public static final AccountId DESTINATION = new AccountId("customer-067890");
  public static final TransferKey KEY =
      new TransferKey(SOURCE, UUID.fromString("019c2190-c3d4-7e5f-8a6b-7c8d9e0f1a2b"));
  public static final TransferOrder ORDER =
      new TransferOrder(KEY, DESTINATION, EUR, Amount.of(1_250), Map.of());
  public static final Credit CREDIT = new Credit(KEY, DESTINATION, EUR, Amount.of(1_250), AT);
  public static final Outcome.OfTransfer DECIDED =
      new Outcome.OfTransfer(ORDER, Optional.empty(), AT);

  public static final BookEvent LOCAL =
      new BookEvent.LocalTransferPosted(ORDER, Amount.of(98_750), Amount.of(201_250), AT);
  public static final BookEvent BEGUN = new BookEvent.TransferBegun(ORDER, Amount.of(1_250), AT);
  public static final BookEvent ACCEPTED =
      new BookEvent.CreditAccepted(CREDIT, Amount.of(201_250), AT);
  public static final BookEvent POSTED =
      new BookEvent.TransferPosted(KEY, Amount.of(98_750), Amount.ZERO, AT);

  /** Of the newest event in an account. */
  public static final long SEQUENCE_NR = 41;

  private OneTransfer() {}

  /** Open, of euros, with 1 trillion of them and a floor of zero. */
  public static Account account(AccountId id) {
    return new Account(
        id,
        EUR,
        AT,
        new Terms(
            Limit.ZERO, Limit.UNBOUNDED, Account.Status.OPEN, Map.of(), 1, AT, Optional.empty()),
        new Balance(Amount.of(100_000_000_000_000L), Amount.ZERO),
        new Entries(41, 0, 3),
        SEQUENCE_NR);
  }
}
