package exchequer.cli;

import com.google.protobuf.Timestamp;
import exchequer.client.LedgerClient;
import exchequer.v1.EntryOrder;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "entries",
    description = {
      "Show an account's statement, the newest entry first.",
      "With --output json each entry is an object on a line of its own.",
      "Where --limit cuts the statement short, a line on stderr says so."
    })
final class EntriesCommand extends LedgerCommand {
  private static final int MAX_PAGE_SIZE = 1_000;

  @Parameters(paramLabel = "ID", description = "ID or accounts/ID.")
  private String account;

  @Option(names = "--oldest-first", description = "Start with entry number 1.")
  private boolean oldestFirst;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "How many at most; 0 for all. Default: ${DEFAULT-VALUE}.")
  private long limit;

  @Option(
      names = "--from-time",
      paramLabel = "TIME",
      description = "Only entries at or after this RFC 3339 time.")
  private Optional<Timestamp> fromTime;

  @Option(
      names = "--to-time",
      paramLabel = "TIME",
      description = "Only entries before this RFC 3339 time.")
  private Optional<Timestamp> toTime;

  @Override
  void run(LedgerClient ledger) {
    if (limit < 0) throw usage("--limit must be at least 0, not " + limit);
    StatementPrinter printer = statementPrinter(asset(ledger));
    ListEntriesRequest.Builder request = firstPage();
    long left = limit == 0 ? Long.MAX_VALUE : limit;
    boolean isRead = true;
    do {
      request.setPageSize((int) Math.min(left, MAX_PAGE_SIZE));
      ListEntriesResponse page = ledger.listEntries(request.build());
      isRead = printer.printPage(page.getEntriesList());
      left -= page.getEntriesCount();
      request.setPageToken(page.getNextPageToken());
    } while (isRead && left > 0 && !request.getPageToken().isEmpty());
    if (isRead && !request.getPageToken().isEmpty()) {
      notice("only the first " + limit + " entries; there are more: --limit 0 shows all");
    }
  }

  private ListEntriesRequest.Builder firstPage() {
    ListEntriesRequest.Builder request =
        ListEntriesRequest.newBuilder()
            .setParent(ResourceNames.account(account))
            .setOrder(oldestFirst ? EntryOrder.OLDEST_FIRST : EntryOrder.NEWEST_FIRST);
    fromTime.ifPresent(request::setStartTime);
    toTime.ifPresent(request::setEndTime);
    return request;
  }

  /** Only the account knows the asset, and only people need it: to read decimals. */
  private Asset asset(LedgerClient ledger) {
    if (output() != OutputFormat.TABLE) return new Asset("", 0);
    return Asset.parse(ledger.getAccount(ResourceNames.account(account)).getAsset());
  }
}
