package exchequer.ledger;

import java.time.Instant;
import java.util.Optional;

/** What a book knows of a transfer that it decided, so that no second send is decided again. */
public sealed interface Outcome {
  TransferKey key();

  /** Why it was refused; empty when it was posted or accepted. */
  Optional<Refusal> refusal();

  /**
   * At the source's book: the order and its outcome.
   *
   * @param takenUpAt when this book first took it up
   */
  record OfTransfer(TransferOrder order, Optional<Refusal> refusal, Instant takenUpAt)
      implements Outcome {
    @Override
    public TransferKey key() {
      return order.key();
    }
  }

  /**
   * At the destination's book: a credit from another book, accepted or refused.
   *
   * @param credit what was credited; empty when it was refused, or decided before this was kept
   */
  record OfCredit(TransferKey key, Optional<Refusal> refusal, Optional<Credit> credit)
      implements Outcome {
    static OfCredit accepted(Credit credit) {
      return new OfCredit(credit.key(), Optional.empty(), Optional.of(credit));
    }

    static OfCredit refused(TransferKey key, Refusal refusal) {
      return new OfCredit(key, Optional.of(refusal), Optional.empty());
    }
  }
}
