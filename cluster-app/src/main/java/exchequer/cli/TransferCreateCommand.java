package exchequer.cli;

import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.LedgerServiceGrpc.LedgerServiceBlockingStub;
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
    String transferId = id.isEmpty() ? UuidCreator.getTimeOrderedEpoch().toString() : id;
    CreateTransferRequest request = request(transferId);
    InterruptNotice interruptNotice = new InterruptNotice(() -> unknown(transferId));
    try {
      printer()
          .print(ledger.call(LedgerServiceBlockingStub::createTransfer, request, Repeat.ALWAYS));
    } catch (LedgerException e) {
      if (e.outcomeUnknown()) unknown(transferId);
      else if (e.failure().isTransient()) notice("not done; retry with the same id: " + transferId);
      throw e;
    } finally {
      interruptNotice.cancel();
    }
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
