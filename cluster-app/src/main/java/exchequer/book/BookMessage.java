package exchequer.book;

import akka.actor.typed.ActorRef;
import exchequer.ledger.BookCommand;
import exchequer.process.BookAnswer;
import exchequer.process.Context;

/** What another actor, on this node or another, may send to a book. */
public sealed interface BookMessage permits BookMessage.Request, BookMessage.KeepRunning, Internal {

  /**
   * A command. Answered once, unless the book stops first; ask again then, with the same content.
   *
   * @param context of the client's call; none for a command of another book's
   * @param replyTo an actor that ignores answers when the command is one of another book's
   */
  record Request(BookCommand command, Context context, ActorRef<BookAnswer> replyTo)
      implements BookMessage {}

  /** Starts the book if it does not run. */
  record KeepRunning() implements BookMessage {}
}
