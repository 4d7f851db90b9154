package exchequer.campaign;

import exchequer.campaign.Operation.Balance;
import exchequer.campaign.Operation.Line;
import exchequer.campaign.Operation.ReadAccount;
import exchequer.campaign.Operation.ReadStatement;
import exchequer.campaign.Operation.ReadTransfer;
import exchequer.campaign.Operation.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A history made by hand. Each operation begins at the time given and ends a little later. */
final class Story {
  /** Issues money. */
  static final String MINT = "mint";

  /** May not fall below zero, nor rise above 1,000. */
  static final String SHOP = "shop";

  static final long LASTS = 5;
  static final long REST = 1_000;

  private static final Map<String, History.Limits> ACCOUNTS =
      Map.of(
          MINT,
          History.Limits.NONE,
          SHOP,
          new History.Limits(OptionalLong.of(0), OptionalLong.of(1_000)));

  private final List<Operation> operations = new ArrayList<>();

  static Intent intent(String id, String source, String destination, long amount) {
    return new Intent("accounts/" + source + "/transfers/" + id, source, destination, amount);
  }

  static Call at(long nanos) {
    return new Call(nanos < REST ? 0 : Call.AUDIT, 1, nanos, nanos + LASTS);
  }

  static Line line(long number, Intent transfer, String account, long balance) {
    boolean in = transfer.destination().equals(account);
    return new Line(
        number,
        in ? transfer.amount() : -transfer.amount(),
        balance,
        in ? transfer.source() : transfer.destination(),
        transfer.name(),
        number);
  }

  Story send(long nanos, Intent transfer, Answer answer) {
    return add(new Send(at(nanos), transfer, answer));
  }

  Story find(long nanos, Intent transfer, Answer answer) {
    return add(new ReadTransfer(at(nanos), transfer, answer));
  }

  /** An account's posted balance and entry count, with nothing in flight. */
  Story read(long nanos, String account, long posted, long entryCount) {
    return read(nanos, account, new Balance(posted, 0, posted, entryCount));
  }

  Story read(long nanos, String account, Balance balance) {
    return add(new ReadAccount(at(nanos), account, Answer.READ, balance));
  }

  Story page(long nanos, String account, Line... newestFirst) {
    return add(new ReadStatement(at(nanos), account, Answer.READ, false, List.of(newestFirst)));
  }

  /** The audit of an account: all its lines, and its balance by them. */
  Story rest(String account, Line... lines) {
    long posted = lines.length == 0 ? 0 : lines[lines.length - 1].balance();
    read(REST, account, posted, lines.length);
    return add(new ReadStatement(at(REST), account, Answer.READ, true, List.of(lines)));
  }

  private Story add(Operation operation) {
    operations.add(operation);
    return this;
  }

  History history() {
    return new History(ACCOUNTS, List.copyOf(operations), REST);
  }

  List<Violation.Kind> violations() {
    return Checker.check(history()).violations().stream().map(Violation::kind).distinct().toList();
  }
}
