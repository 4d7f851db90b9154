package exchequer.process;

import exchequer.ledger.BookCommand;
import java.util.Map;

/** The metadata a command carries: the one part of it whose size is up to the client. */
final class CommandMetadata implements BookCommand.Cases<Map<String, String>> {
  static final CommandMetadata OF = new CommandMetadata();

  private CommandMetadata() {}

  @Override
  public Map<String, String> openAccount(BookCommand.OpenAccount command) {
    return command.metadata();
  }

  @Override
  public Map<String, String> updateAccount(BookCommand.UpdateAccount command) {
    return command.metadata().orElse(Map.of());
  }

  @Override
  public Map<String, String> changeStatus(BookCommand.ChangeStatus command) {
    return Map.of();
  }

  @Override
  public Map<String, String> makeTransfer(BookCommand.MakeTransfer command) {
    return command.order().metadata();
  }

  @Override
  public Map<String, String> acceptCredit(BookCommand.AcceptCredit command) {
    return Map.of();
  }

  @Override
  public Map<String, String> settleTransfer(BookCommand.SettleTransfer command) {
    return Map.of();
  }

  @Override
  public Map<String, String> readAccount(BookCommand.ReadAccount command) {
    return Map.of();
  }

  @Override
  public Map<String, String> readTransfer(BookCommand.ReadTransfer command) {
    return Map.of();
  }

  @Override
  public Map<String, String> readStatement(BookCommand.ReadStatement command) {
    return Map.of();
  }
}
