package exchequer.ledger;

import java.time.Instant;
import java.util.Optional;

/** What a book knows of a transfer that it decided, so that no second send is decided again. */
public sealed interface Remembered {
  TransferKey key();

  /** Why it was refused; empty when it was posted or accepted. */
  Optional<Refusal> refusal();

  /**
   * At the source's book: the order and its outcome.
   *
   * @param takenUpAt when this book first took it up
   */
  record Decided(TransferOrder order, Optional<Refusal> refusal, Instant takenUpAt)
      implements Remembered {
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
  record Credited(TransferKey key, Optional<Refusal> refusal, Optional<Credit> credit)
      implements Remembered {
    static Credited accepted(Credit credit) {
      return new Credited(credit.key(), Optional.empty(), Optional.of(credit));
    }

    static Credited refused(TransferKey key, Refusal refusal) {
      return new Credited(key, Optional.of(refusal), Optional.empty());
    }
  }
}
