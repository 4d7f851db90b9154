package exchequer.cli;

import com.google.protobuf.FieldMask;
import exchequer.client.LedgerClient;
import exchequer.v1.Account;
import exchequer.v1.UpdateAccountRequest;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "update",
    description = "Change an account's floor, ceiling or metadata; what is not given stays.")
final class AccountUpdateCommand extends LedgerCommand {
  @Parameters(paramLabel = "ID", description = "ID or accounts/ID.")
  private String account;

  @Option(
      names = "--floor",
      paramLabel = "N|unbounded",
      description = "The lowest available balance, in the smallest unit.")
  private Optional<String> floor;

  @Option(
      names = "--ceiling",
      paramLabel = "N|unbounded",
      description = "The highest posted balance, in the smallest unit.")
  private Optional<String> ceiling;

  @Mixin private MetadataOption metadata;

  @Option(
      names = "--clear-metadata",
      order = 51,
      description = "Remove all metadata. (--metadata replaces all of it.)")
  private boolean clearMetadata;

  @Option(
      names = "--etag",
      paramLabel = "ETAG",
      order = 52,
      defaultValue = "",
      description = "Only if this still is the account's etag.")
  private String etag;

  @Override
  void run(LedgerClient ledger) {
    printer().print(ledger.updateAccount(request()));
  }

  private UpdateAccountRequest request() {
    if (clearMetadata && metadata.isGiven()) {
      throw usage("--metadata and --clear-metadata exclude each other");
    }
    Account.Builder changed =
        Account.newBuilder().setName(ResourceNames.account(account)).setEtag(etag);
    FieldMask.Builder mask = FieldMask.newBuilder();
    floor.ifPresent(value -> mask.addPaths("floor"));
    floor.ifPresent(changed::setFloor);
    ceiling.ifPresent(value -> mask.addPaths("ceiling"));
    ceiling.ifPresent(changed::setCeiling);
    changed.putAllMetadata(metadata.toMap());
    if (clearMetadata || metadata.isGiven()) mask.addPaths("metadata");
    if (mask.getPathsCount() == 0) {
      throw usage("nothing to change: give --floor, --ceiling, --metadata or --clear-metadata");
    }
    return UpdateAccountRequest.newBuilder().setAccount(changed).setUpdateMask(mask).build();
  }
}
