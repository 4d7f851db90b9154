package exchequer.process;

import exchequer.ledger.Reply;

/** What a book answers a {@link BookMessage.Request}. */
public sealed interface BookAnswer {

  /** Decided and durable. */
  record Decided(Reply reply) implements BookAnswer {}

  /** The queue is full. Not done. */
  record Busy() implements BookAnswer {}

  /** The book could not finish; it may or may not have been done. */
  record Unknown(String why) implements BookAnswer {}
}
