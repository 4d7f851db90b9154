package exchequer.load.ledger;

import exchequer.v1.CreateTransferRequest;

/**
 * A transfer to be sent, and sent again if need be.
 *
 * @param source the account's number
 * @param destination the account's number
 * @param amount in the asset's smallest unit
 * @param startNanos of {@link System#nanoTime}: when it was due
 */
public record Order(
    CreateTransferRequest request, int source, int destination, long amount, long startNanos) {
  /** {@code accounts/{source}/transfers/{transfer}}. */
  public String name() {
    return request.getParent() + "/transfers/" + request.getTransferId();
  }
}
