package exchequer.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a transfer at its source's book. Checks run in {@link Refusal} order. */
final class TransferRules {
  private final Moment at;

  TransferRules(Moment at) {
    this.at = at;
  }

  Decision make(BookCommand.MakeTransfer command) {
    TransferOrder order = command.order();
    Optional<Decision> earlier = earlierSend(order);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    // After the look-up: a recorded id stays recognised whatever the clock says now.
    if (order.key().idTime().filter(at::isFuture).isPresent()) {
      return Decision.reject(Refusal.TRANSFER_ID_FROM_FUTURE);
    }
    Optional<Account> source = at.book.accounts.find(order.key().source());
    Optional<Refusal> refusal =
        source.isEmpty()
            ? Optional.of(Refusal.SOURCE_NOT_FOUND)
            : source.get().refusalToDebit(order.asset(), order.amount());
    if (refusal.isPresent()) {
      return refuse(order, refusal.get());
    }
    return order.destination().book(at.book.rules.books()) == at.number
        ? postHere(order, source.orElseThrow())
        : begin(order, source.orElseThrow());
  }

  private Optional<Decision> earlierSend(TransferOrder order) {
    Optional<InFlight> onItsWay = at.book.inFlight.find(order.key());
    if (onItsWay.isPresent()) {
      return onItsWay.map(
          transfer ->
              transfer.order().equals(order)
                  ? Decision.answer(new Answer.AtOutcome(transfer, true))
                  : Decision.reject(Refusal.TRANSFER_ID_REUSED));
    }
    return at.decided(order.key())
        .map(
            known ->
                known.order().equals(order)
                    ? Decision.answer(new Reply.TransferOutcome(known, true))
                    : Decision.reject(Refusal.TRANSFER_ID_REUSED));
  }

  private Decision refuse(TransferOrder order, Refusal refusal) {
    return Decision.of(
        new BookEvent.TransferRefused(order, refusal, at.now),
        outcome(order, Optional.of(refusal), at.now));
  }

  private Decision postHere(TransferOrder order, Account source) {
    Optional<Account> destination = at.book.accounts.find(order.destination());
    Optional<Refusal> refusal = CreditRules.refusal(destination, order.asset(), order.amount());
    if (refusal.isPresent()) {
      return refuse(order, refusal.get());
    }
    Amount sourcePosted = source.balance().posted().minus(order.amount());
    Amount destinationPosted = destination.orElseThrow().balance().posted().plus(order.amount());
    return Decision.of(
        new BookEvent.LocalTransferPosted(order, sourcePosted, destinationPosted, at.now),
        outcome(order, Optional.empty(), at.now));
  }

  private Decision begin(TransferOrder order, Account source) {
    if (!at.book.inFlight.hasRoomFor(order)) {
      return Decision.reject(Refusal.BOOK_BUSY);
    }
    Amount inFlightOut = source.balance().inFlightOut().plus(order.amount());
    InFlight transfer = new InFlight(order, at.now);
    return new Decision(
        List.of(new BookEvent.TransferBegun(order, inFlightOut, at.now)),
        new Answer.AtOutcome(transfer, false),
        Optional.of(new BookCommand.AcceptCredit(transfer.credit())));
  }

  Decision settle(BookCommand.SettleTransfer command) {
    Optional<InFlight> onItsWay = at.book.inFlight.find(command.key());
    if (onItsWay.isEmpty()) {
      return Decision.answer(new Answer.Nobody()); // Settled before: the answer came twice.
    }
    InFlight transfer = onItsWay.get();
    Account source = at.book.accounts.find(command.key().source()).orElseThrow();
    Amount amount = transfer.order().amount();
    Amount inFlightOut = source.balance().inFlightOut().minus(amount);
    BookEvent event =
        command.refusal().isPresent()
            ? new BookEvent.TransferReturned(
                command.key(), command.refusal().get(), inFlightOut, at.now)
            : new BookEvent.TransferPosted(
                command.key(), source.balance().posted().minus(amount), inFlightOut, at.now);
    return Decision.of(
        event,
        new Answer.OutcomeKnown(
            new Outcome.OfTransfer(transfer.order(), command.refusal(), transfer.begunAt())));
  }

  Decision read(BookCommand.ReadTransfer command) {
    Optional<InFlight> onItsWay = at.book.inFlight.find(command.key());
    if (onItsWay.isPresent()) {
      return Decision.answer(new Reply.TransferInFlight(onItsWay.get()));
    }
    return at.decided(command.key())
        .map(known -> Decision.answer(new Reply.TransferOutcome(known, false)))
        .orElseGet(() -> Decision.reject(Refusal.TRANSFER_NOT_FOUND));
  }

  private static Reply outcome(TransferOrder order, Optional<Refusal> refusal, Instant takenUpAt) {
    return new Reply.TransferOutcome(new Outcome.OfTransfer(order, refusal, takenUpAt), false);
  }
}
