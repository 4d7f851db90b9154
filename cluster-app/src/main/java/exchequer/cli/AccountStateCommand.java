package exchequer.cli;

import exchequer.client.LedgerClient;
import exchequer.v1.Account;
import exchequer.v1.CloseAccountRequest;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.UnfreezeAccountRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves an account from state to state: the same options, three requests. */
abstract class AccountStateCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "ID or accounts/ID.")
  private String account;

  @Option(
      names = "--etag",
      paramLabel = "ETAG",
      defaultValue = "",
      description = "Only if this still is the account's etag.")
  private String etag;

  @Override
  final void run(LedgerClient ledger) {
    printer().print(change(ledger, ResourceNames.account(account), etag));
  }

  abstract Account change(LedgerClient ledger, String name, String etag);

  @Command(name = "freeze", description = "Let no money leave or enter an account.")
  static final class Freeze extends AccountStateCommand {
    @Override
    Account change(LedgerClient ledger, String name, String etag) {
      FreezeAccountRequest request =
          FreezeAccountRequest.newBuilder().setName(name).setEtag(etag).build();
      return ledger.freezeAccount(request);
    }
  }

  @Command(name = "unfreeze", description = "Open a frozen account again.")
  static final class Unfreeze extends AccountStateCommand {
    @Override
    Account change(LedgerClient ledger, String name, String etag) {
      UnfreezeAccountRequest request =
          UnfreezeAccountRequest.newBuilder().setName(name).setEtag(etag).build();
      return ledger.unfreezeAccount(request);
    }
  }

  @Command(name = "close", description = "Close an empty account, for ever.")
  static final class Close extends AccountStateCommand {
    @Override
    Account change(LedgerClient ledger, String name, String etag) {
      CloseAccountRequest request =
          CloseAccountRequest.newBuilder().setName(name).setEtag(etag).build();
      return ledger.closeAccount(request);
    }
  }
}
