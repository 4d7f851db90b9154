package exchequer.cli;

import exchequer.client.LedgerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Show an account.")
final class AccountGetCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "ID or accounts/ID.")
  private String account;

  @Override
  void run(LedgerClient ledger) {
    printer().print(ledger.getAccount(ResourceNames.account(account)));
  }
}
