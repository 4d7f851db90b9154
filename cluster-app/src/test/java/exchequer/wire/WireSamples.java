package exchequer.wire;

import akka.actor.typed.ActorRef;
import exchequer.book.BookMessage;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Balance;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Credit;
import exchequer.ledger.Entries;
import exchequer.ledger.Entry;
import exchequer.ledger.InFlight;
import exchequer.ledger.Limit;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import exchequer.ledger.Reply;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.ledger.Terms;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/** One fixed value of every kind. Never changed: the golden bytes are theirs. */
final class WireSamples {
  static final AccountId ALICE = new AccountId("alice");
  static final AccountId BOB = new AccountId("bob:2~x_y.z-0");
  static final Asset EUR = Asset.parse("EUR/2");
  static final Instant AT = Instant.parse("2026-02-03T04:05:06.789012Z");
  static final Map<String, String> METADATA = Map.of("b", "", "a", "\u00e9\ud83d\udcb6");
  static final Amount MOST = Amount.parse("9".repeat(38));
  static final TransferKey KEY =
      new TransferKey(ALICE, UUID.fromString("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b"));
  static final TransferOrder ORDER = new TransferOrder(KEY, BOB, EUR, Amount.of(128), METADATA);
  static final Credit CREDIT = new Credit(KEY, BOB, EUR, Amount.of(1_000_000), AT);

  static final Account ACCOUNT =
      new Account(
          BOB,
          Asset.parse("ETH/18"),
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          new Terms(
              Limit.at(Amount.of(-100)),
              Limit.UNBOUNDED,
              Account.Status.FROZEN,
              METADATA,
              3,
              AT,
              Optional.empty()),
          new Balance(Amount.parse("1234567890123456789012345678"), Amount.of(4096)),
          new Entries(987_654_321_012L, 17, 18),
          42);

  static final Entry ENTRY =
      new Entry(
          BOB, 7, Amount.of(-5), MOST, ALICE, KEY.id(), AT, 18, OptionalInt.of(17), 1_000_000_007L);

  static final List<BookCommand> COMMANDS =
      List.of(
          new BookCommand.OpenAccount(
              ALICE, EUR, Limit.UNBOUNDED, Limit.at(Amount.of(127)), METADATA),
          new BookCommand.UpdateAccount(
              BOB,
              Optional.of(Limit.at(MOST.negated())),
              Optional.of(Limit.UNBOUNDED),
              Optional.of(METADATA),
              OptionalLong.of(300)),
          new BookCommand.ChangeStatus(ALICE, Account.Status.CLOSED, OptionalLong.of(1)),
          new BookCommand.MakeTransfer(ORDER),
          new BookCommand.AcceptCredit(CREDIT),
          new BookCommand.SettleTransfer(KEY, Optional.of(Refusal.CEILING_CROSSED)),
          new BookCommand.ReadAccount(BOB),
          new BookCommand.ReadTransfer(KEY),
          new BookCommand.ReadStatement(
              ALICE, new StatementWindow(true, Long.MAX_VALUE, Instant.MIN, AT, 50)));

  static final List<Reply> REPLIES =
      List.of(
          new Reply.AccountState(ACCOUNT),
          new Reply.TransferOutcome(
              new Outcome.OfTransfer(ORDER, Optional.of(Refusal.FLOOR_CROSSED), AT), true),
          new Reply.TransferInFlight(new InFlight(ORDER, AT)),
          new Reply.Rejected(Refusal.STALE_ETAG),
          new Reply.Statement(new StatementHead(ACCOUNT, 6, 17, List.of(ENTRY, ENTRY))));

  private WireSamples() {}

  /**
   * Every kind of message, and every kind of command and reply within one.
   *
   * @param replyTo of every request
   */
  static List<Object> messages(ActorRef<BookAnswer> replyTo) {
    List<Object> all = new ArrayList<>();
    COMMANDS.forEach(command -> all.add(new BookMessage.Request(command, Context.NONE, replyTo)));
    all.add(new BookMessage.KeepRunning());
    REPLIES.forEach(reply -> all.add(new BookAnswer.Decided(reply)));
    all.add(new BookAnswer.Busy());
    all.add(new BookAnswer.Unknown("the book moves \u2192"));
    return all;
  }

  /** Names a kind of message, as a file can be named: {@code request-open-account}. */
  static String kind(Object message) {
    if (message instanceof BookMessage.Request request) {
      return "request-" + hyphenated(request.command());
    }
    return message instanceof BookAnswer.Decided answer
        ? "decided-" + hyphenated(answer.reply())
        : hyphenated(message);
  }

  private static String hyphenated(Object value) {
    String name = value.getClass().getSimpleName();
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
