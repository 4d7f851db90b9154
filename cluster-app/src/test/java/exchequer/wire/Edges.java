package exchequer.wire;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Balance;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Credit;
import exchequer.ledger.Entries;
import exchequer.ledger.Entry;
import exchequer.ledger.Limit;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import exchequer.ledger.Reply;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.ledger.Terms;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** Commands and replies at the ends of what their components may be. */
final class Edges {
  private static final AccountId LONGEST = new AccountId("Z".repeat(AccountId.MAX_LENGTH));
  private static final AccountId SHORTEST = new AccountId("0");
  private static final Asset LONG_ASSET = Asset.parse("A23456789012/18");

  /** The first of what 64 bits of microseconds can say. */
  private static final Instant EARLIEST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);

  private static final Map<String, String> MOST_METADATA = mostMetadata();

  private Edges() {}

  static List<BookCommand> commands() {
    List<BookCommand> all = new ArrayList<>();
    all.add(
        new BookCommand.OpenAccount(LONGEST, LONG_ASSET, Limit.ZERO, Limit.ZERO, MOST_METADATA));
    all.add(
        new BookCommand.UpdateAccount(
            SHORTEST, Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty()));
    all.add(
        new BookCommand.UpdateAccount(
            SHORTEST,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Map.of()),
            OptionalLong.of(Long.MAX_VALUE)));
    for (Account.Status status : Account.Status.values()) {
      all.add(new BookCommand.ChangeStatus(LONGEST, status, OptionalLong.empty()));
    }
    for (UUID id : List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, 1))) {
      all.add(new BookCommand.SettleTransfer(new TransferKey(LONGEST, id), Optional.empty()));
    }
    for (Amount amount : amounts().stream().filter(Amount::isPositive).toList()) {
      TransferKey key = new TransferKey(LONGEST, new UUID(-1, 0));
      all.add(
          new BookCommand.MakeTransfer(
              new TransferOrder(key, SHORTEST, LONG_ASSET, amount, Map.of())));
    }
    all.add(
        new BookCommand.AcceptCredit(
            new Credit(WireSamples.KEY, LONGEST, LONG_ASSET, Amount.of(1), EARLIEST)));
    for (Instant time : times()) {
      all.add(
          new BookCommand.ReadStatement(
              LONGEST, new StatementWindow(false, 0, time, Instant.MAX, Integer.MIN_VALUE)));
      all.add(
          new BookCommand.ReadStatement(
              LONGEST, new StatementWindow(true, Long.MIN_VALUE, Instant.MIN, time, 0)));
    }
    return all;
  }

  static List<Reply> replies() {
    List<Reply> all = new ArrayList<>();
    for (Refusal refusal : Refusal.values()) {
      all.add(new Reply.Rejected(refusal));
    }
    for (Amount amount : amounts()) {
      all.add(new Reply.AccountState(account(amount)));
    }
    all.add(
        new Reply.TransferOutcome(
            new Outcome.OfTransfer(WireSamples.ORDER, Optional.empty(), Instant.EPOCH), false));
    all.add(statement(0));
    all.add(statement(1_000));
    return all;
  }

  /** A page of statement, none of it written yet, each entry as long as it can be. */
  static Reply.Statement statement(int entries) {
    Entry entry =
        new Entry(
            LONGEST,
            Long.MAX_VALUE,
            WireSamples.MOST,
            WireSamples.MOST.negated(),
            LONGEST,
            new UUID(-1, -1),
            EARLIEST,
            Integer.MAX_VALUE,
            OptionalInt.of(Integer.MAX_VALUE),
            Long.MAX_VALUE);
    return new Reply.Statement(
        new StatementHead(account(WireSamples.MOST), 0, 0, Collections.nCopies(entries, entry)));
  }

  private static Account account(Amount amount) {
    return new Account(
        LONGEST,
        LONG_ASSET,
        EARLIEST,
        new Terms(
            Limit.UNBOUNDED,
            Limit.at(amount),
            Account.Status.OPEN,
            MOST_METADATA,
            Long.MAX_VALUE,
            WireSamples.AT,
            Optional.empty()),
        new Balance(amount, Amount.ZERO),
        new Entries(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
        Long.MAX_VALUE);
  }

  /** Where another byte begins, on both sides of zero. */
  private static List<Amount> amounts() {
    List<Amount> all =
        new ArrayList<>(List.of(Amount.ZERO, WireSamples.MOST, WireSamples.MOST.negated()));
    for (int bits : new int[] {7, 8, 31, 32, 62, 63, 64, 96, 120, 125}) {
      for (int offset = -1; offset <= 1; offset++) {
        Amount amount = Amount.of(BigInteger.TWO.pow(bits).add(BigInteger.valueOf(offset)));
        all.add(amount);
        all.add(amount.negated());
      }
    }
    return all;
  }

  private static List<Instant> times() {
    return List.of(
        Instant.MIN,
        Instant.MAX,
        Instant.EPOCH,
        Instant.EPOCH.minusNanos(1),
        Instant.ofEpochSecond(Integer.MAX_VALUE, 999_999_999));
  }

  /** As much as the front door allows. */
  private static Map<String, String> mostMetadata() {
    Map<String, String> metadata = new HashMap<>();
    for (int i = 10; i < 42; i++) {
      metadata.put(i + "k".repeat(62), "\ud83d\udcb6".repeat(48));
    }
    return Map.copyOf(metadata);
  }
}
