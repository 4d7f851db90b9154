package exchequer.client;

import java.util.Optional;

/**
 * What came of a request.
 *
 * @param message what the ledger answered; empty when it did not succeed
 * @param error why the last send did not succeed; empty when it did
 * @param mayHaveBeenDone whether one of the sends may have been done all the same
 * @param sends how often it was sent, at least 1 unless the client was closed before
 */
public record Answer<A>(
    Optional<A> message, Optional<LedgerError> error, boolean mayHaveBeenDone, int sends) {

  static <A> Answer<A> of(A message, int sends) {
    return new Answer<>(Optional.of(message), Optional.empty(), false, sends);
  }

  static <A> Answer<A> failed(LedgerError error, boolean mayHaveBeenDone, int sends) {
    return new Answer<>(Optional.empty(), Optional.of(error), mayHaveBeenDone, sends);
  }

  /**
   * The message.
   *
   * @throws LedgerException when there is none
   */
  public A orThrow() {
    if (message.isPresent()) return message.get();
    throw new LedgerException(error.orElseThrow(), mayHaveBeenDone);
  }
}
