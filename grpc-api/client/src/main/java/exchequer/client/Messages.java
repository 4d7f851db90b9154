package exchequer.client;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransfersRequest;
import java.util.ArrayList;
import java.util.List;

/** Puts transfers into messages that the contract allows. */
final class Messages {
  static final int MAX_REQUESTS = 1_000;
  static final int MAX_BYTES = 4 * 1_024 * 1_024;

  /** Of a request within a message: its tag, and its length as a varint. */
  private static final int OVERHEAD_BYTES = 6;

  private Messages() {}

  /**
   * @throws IllegalArgumentException when it does not fit into a message of its own
   */
  static void check(CreateTransferRequest request) {
    if (bytes(request) > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a message may have %d bytes, the transfer has %d: %s"
              .formatted(MAX_BYTES, bytes(request), Transfers.name(request)));
    }
  }

  private static int bytes(CreateTransferRequest request) {
    return request.getSerializedSize() + OVERHEAD_BYTES;
  }

  static List<CreateTransfersRequest> of(List<StreamedTransfer> transfers) {
    List<CreateTransfersRequest> messages = new ArrayList<>(1);
    CreateTransfersRequest.Builder message = CreateTransfersRequest.newBuilder();
    int size = 0;
    for (StreamedTransfer transfer : transfers) {
      int more = bytes(transfer.request());
      if (message.getRequestsCount() == MAX_REQUESTS || size + more > MAX_BYTES) {
        messages.add(message.build());
        message.clear();
        size = 0;
      }
      message.addRequests(transfer.request());
      size += more;
    }
    if (message.getRequestsCount() > 0) messages.add(message.build());
    return messages;
  }
}
