package exchequer.book;

import exchequer.ledger.BookEvent;
import exchequer.ledger.Marker;
import exchequer.process.BookProcess;
import exchequer.process.Timer;
import java.util.List;
import java.util.function.Consumer;

/** What a book tells itself; never leaves its node. */
sealed interface Internal extends BookMessage {

  /**
   * What an incarnation of the book waits for. A book that failed starts again as the same actor:
   * what its former incarnation waited for must not be taken for its own.
   */
  record OfIncarnation(Incarnation incarnation, Internal message) implements Internal {}

  /**
   * The log was replayed: its newest marker, the appends after it, and the epoch it is owned by.
   */
  record Recovered(Marker marker, List<List<BookEvent>> tail, long epoch) implements Internal {}

  /** Something that the book's process takes in, whatever it is. */
  record Input(Consumer<BookProcess> input) implements Internal {}

  record TimeIsUp(Timer timer) implements Internal {}

  /** Something that this book cannot go on without has failed: start over. */
  record Broken(String what, Throwable cause) implements Internal {}

  /** The book moves to another node, or the node leaves. */
  record Stop() implements Internal {}
}
