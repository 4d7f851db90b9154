package exchequer.cli;

import com.google.protobuf.Message;
import exchequer.v1.Account;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.Transfer;
import java.io.PrintWriter;
import java.util.List;

/** Writes one result to stdout, in the format asked for. */
final class ResultPrinter {
  private final OutputFormat format;
  private final PrintWriter out;

  ResultPrinter(OutputFormat format, PrintWriter out) {
    this.format = format;
    this.out = out;
  }

  void print(Account account) {
    print(account, Fields.of(account), account.getAsset());
  }

  void print(Transfer transfer) {
    print(transfer, Fields.of(transfer), transfer.getAsset());
  }

  void print(CreateTransferResponse response) {
    print(response, Fields.of(response), response.getTransfer().getAsset());
  }

  private void print(Message message, List<Field> fields, String asset) {
    out.print(
        switch (format) {
          case TABLE -> Card.of(fields, Asset.parse(asset));
          case JSON -> Json.line(message);
          case CSV -> Csv.header(fields) + Csv.row(fields);
        });
    out.flush();
  }
}
