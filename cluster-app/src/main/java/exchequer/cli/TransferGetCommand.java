package exchequer.cli;

import exchequer.client.LedgerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Show a transfer and its outcome.")
final class TransferGetCommand extends LedgerCommand {
  @Parameters(
      paramLabel = "TRANSFER",
      description = "The transfer's UUID with --from, or accounts/ID/transfers/UUID.")
  private String transfer;

  @Option(
      names = "--from",
      paramLabel = "ID",
      defaultValue = "",
      description = "The source account.")
  private String source;

  @Override
  void run(LedgerClient ledger) {
    printer().print(ledger.getTransfer(name()));
  }

  private String name() {
    boolean named = ResourceNames.isTransferName(transfer);
    if (named && !source.isEmpty()) {
      throw usage("--from is for a UUID; '" + transfer + "' names its source account itself");
    }
    if (!named && source.isEmpty()) {
      throw usage("'" + transfer + "' needs --from ID; or give accounts/ID/transfers/UUID");
    }
    return named ? transfer : ResourceNames.transfer(source, transfer);
  }
}
