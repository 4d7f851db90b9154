package exchequer.cli;

import exchequer.v1.GetAccountRequest;
import exchequer.v1.LedgerServiceGrpc.LedgerServiceBlockingStub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Show an account.")
final class AccountGetCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "ID or accounts/ID.")
  private String account;

  @Override
  void run(LedgerClient ledger) {
    GetAccountRequest request =
        GetAccountRequest.newBuilder().setName(ResourceNames.account(account)).build();
    printer().print(ledger.call(LedgerServiceBlockingStub::getAccount, request, Repeat.ALWAYS));
  }
}
