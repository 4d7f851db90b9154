package exchequer.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What a book decided on a command.
 *
 * @param events to append, in order; none for reads, replays and rejections
 * @param reply to give once the events are durable
 */
public record Decision(List<BookEvent> events, Reply reply) {

  static Decision of(BookEvent event, Reply reply) {
    return new Decision(List.of(event), reply);
  }

  static Decision of(BookEvent first, BookEvent second, Reply reply) {
    return new Decision(List.of(first, second), reply);
  }

  static Decision answer(Reply reply) {
    return new Decision(List.of(), reply);
  }

  static Decision reject(Refusal refusal) {
    return answer(new Reply.Rejected(refusal));
  }

  /** The credit to send to another book once the events are durable. */
  public Optional<Credit> creditToSend() {
    return !events.isEmpty() && reply instanceof Reply.TransferInFlight begun
        ? Optional.of(begun.transfer().credit())
        : Optional.empty();
  }
}
