package exchequer.cli;

import exchequer.client.LedgerClient;
import exchequer.client.TransferOutcome;
import exchequer.client.Transfers;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Transfer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "create",
    description = {
      "Move money from one account to another, exactly once.",
      "If the outcome is unknown, the transfer's id is printed: repeat the command with that --id."
    },
    footer = {
      "",
      "Example, 12.34 EUR:",
      "  exchequer transfer create --from alice --to bob --amount 1234 --asset EUR/2"
    })
final class TransferCreateCommand extends LedgerCommand {
  @Option(names = "--from", paramLabel = "ID", required = true, description = "The source account.")
  private String source;

  @Option(
      names = "--to",
      paramLabel = "ID",
      required = true,
      description = "The destination account.")
  private String destination;

  @Option(
      names = "--amount",
      paramLabel = "N",
      required = true,
      description = "In the asset's smallest unit: 1234 in EUR/2 is 12.34 EUR.")
  private String amount;

  @Option(
      names = "--asset",
      paramLabel = "CODE/SCALE",
      required = true,
      description = "The asset of both accounts.")
  private String asset;

  @Option(
      names = "--id",
      paramLabel = "UUID",
      defaultValue = "",
      description = "The same id does it only once. Default: a new UUID of version 7.")
  private String id;

  @Mixin private MetadataOption metadata;

  @Override
  void run(LedgerClient ledger) {
    // Made once, before the first send: every repetition means the same transfer.
    String transferId = id.isEmpty() ? Transfers.newId() : id;
    CreateTransferRequest request = request(transferId);
    InterruptNotice interruptNotice = new InterruptNotice(() -> unknown(transferId));
    try {
      report(ledger.transfer(request));
    } finally {
      interruptNotice.cancel();
    }
  }

  private void report(TransferOutcome outcome) {
    String transferId = outcome.request().getTransferId();
    switch (outcome.state()) {
      case POSTED -> printer().print(outcome.response().orElseThrow());
      case REFUSED, REJECTED -> throw failure(outcome, false);
      case NOT_TAKEN -> {
        // Of an id that was given, an earlier command may have been done.
        notice(
            (id.isEmpty() ? "not done" : "not taken") + "; retry with the same id: " + transferId);
        throw failure(outcome, false);
      }
      case UNKNOWN -> {
        unknown(transferId);
        throw failure(outcome, true);
      }
    }
  }

  private RequestFailure failure(TransferOutcome outcome, boolean outcomeUnknown) {
    return failure(outcome.error().orElseThrow(), outcomeUnknown);
  }

  private void unknown(String transferId) {
    notice("outcome unknown; retry with the same id: " + transferId);
  }

  private CreateTransferRequest request(String transferId) {
    return CreateTransferRequest.newBuilder()
        .setParent(ResourceNames.account(source))
        .setTransferId(transferId)
        .setTransfer(
            Transfer.newBuilder()
                .setDestination(ResourceNames.account(destination))
                .setAsset(asset)
                .setAmount(amount)
                .putAllMetadata(metadata.toMap()))
        .build();
  }
}
