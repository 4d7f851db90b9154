package exchequer.ledger;

import java.time.Instant;

/** A transfer whose money is reserved at the source and not yet decided at the destination. */
public record InFlight(TransferOrder order, Instant begunAt) {
  public Credit credit() {
    return new Credit(order.key(), order.destination(), order.asset(), order.amount(), begunAt);
  }
}
