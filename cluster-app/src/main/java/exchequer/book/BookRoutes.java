package exchequer.book;

import akka.actor.ActorPath;
import exchequer.ledger.BookCommand;
import java.util.OptionalInt;

/** The ways to all books, wherever each of them runs. */
interface BookRoutes {
  /** From book to book: what is answered comes as a command of its own. */
  void tell(BookCommand command);

  /** Starts a book if it does not run, wherever it is to run next. */
  void keepRunning(int book);

  /** A command that a book has not decided and can't any more, to wherever it is to run next. */
  void sendOn(int book, BookMessage.Request request);

  /** Which book an actor of this node is; empty when it is none. */
  OptionalInt bookOfActor(ActorPath path);
}
