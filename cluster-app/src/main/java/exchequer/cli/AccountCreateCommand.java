package exchequer.cli;

import exchequer.client.LedgerClient;
import exchequer.v1.Account;
import exchequer.v1.CreateAccountRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Open an account with a balance of zero. Repeating it changes nothing.",
    footer = {
      "",
      "Examples: one that issues money, and one that holds it.",
      "  exchequer account create issuer --asset EUR/2 --floor unbounded",
      "  exchequer account create alice --asset EUR/2"
    })
final class AccountCreateCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "The new account's id.")
  private String account;

  @Option(
      names = "--asset",
      paramLabel = "CODE/SCALE",
      required = true,
      description = "What it holds, with its decimal places: EUR/2 counts cents.")
  private String asset;

  @Option(
      names = "--floor",
      paramLabel = "N|unbounded",
      defaultValue = "",
      description = "The lowest available balance, in the smallest unit. Default: 0.")
  private String floor;

  @Option(
      names = "--ceiling",
      paramLabel = "N|unbounded",
      defaultValue = "",
      description = "The highest posted balance, in the smallest unit. Default: unbounded.")
  private String ceiling;

  @Mixin private MetadataOption metadata;

  @Override
  void run(LedgerClient ledger) {
    CreateAccountRequest request =
        CreateAccountRequest.newBuilder()
            .setAccountId(ResourceNames.accountId(account))
            .setAccount(
                Account.newBuilder()
                    .setAsset(asset)
                    .setFloor(floor)
                    .setCeiling(ceiling)
                    .putAllMetadata(metadata.toMap()))
            .build();
    printer().print(ledger.createAccount(request));
  }
}
