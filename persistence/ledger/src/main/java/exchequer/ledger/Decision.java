package exchequer.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What a book decided on a command.
 *
 * @param events to append, in order; none for reads, replays and rejections
 * @param answer to give once the events are durable
 * @param next for another book once the events are durable: a credit, or what became of one
 */
public record Decision(List<BookEvent> events, Answer answer, Optional<BookCommand> next) {

  static Decision of(BookEvent event, Answer answer) {
    return new Decision(List.of(event), answer, Optional.empty());
  }

  static Decision answer(Answer answer) {
    return new Decision(List.of(), answer, Optional.empty());
  }

  static Decision reject(Refusal refusal) {
    return answer(new Reply.Rejected(refusal));
  }
}
