package exchequer.book;

import akka.actor.AllDeadLetters;
import akka.actor.Dropped;
import akka.actor.typed.Behavior;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;
import exchequer.process.BookAnswer;
import java.util.OptionalInt;

/**
 * Sends commands on that a book which moves can't take any more, so that nobody waits for an answer
 * in vain: those that wait in its mailbox when it stops, and those that reach its node just before,
 * which sharding drops in order not to change their order. A ledger needs no order between commands
 * that are not answered yet.
 *
 * <p>What is dropped because there is no room for it is not sent on: it would come back at once.
 */
public final class LostCommands {
  /** As akka.cluster.sharding.ShardRegion says why it drops. */
  private static final String DROPPED_FOR_A_MOVE = "Avoiding reordering";

  private final BookRoutes books;
  private final Losses losses = new Losses();

  private LostCommands(BookRoutes books) {
    this.books = books;
  }

  public static Behavior<Void> create(Books books) {
    return create((BookRoutes) books);
  }

  static Behavior<Void> create(BookRoutes books) {
    LostCommands lost = new LostCommands(books);
    Behavior<AllDeadLetters> finder =
        Behaviors.setup(
            context -> {
              context
                  .getSystem()
                  .eventStream()
                  .tell(new EventStream.Subscribe<>(AllDeadLetters.class, context.getSelf()));
              return Behaviors.receive(AllDeadLetters.class)
                  .onAnyMessage(
                      letter -> {
                        lost.found(letter);
                        return Behaviors.same();
                      })
                  .build();
            });
    return finder.unsafeCast();
  }

  private void found(AllDeadLetters letter) {
    // A letter about what was dropped has that inside.
    if (letter.message() instanceof Dropped dropped) {
      found(dropped);
    } else if (letter.message() instanceof ShardingEnvelope<?> envelope
        && envelope.message() instanceof BookMessage.Request request) {
      if (isForAMove(letter)) {
        sendOn(Integer.parseInt(envelope.entityId()), request);
      } else {
        // Its node is gone, or does not keep up: sent again, it could come back here at once.
        request.replyTo().tell(new BookAnswer.Unknown("the book's node is not reached"));
      }
    } else if (letter.message() instanceof BookMessage.Request request) {
      OptionalInt book = books.bookOfActor(letter.recipient().path());
      if (book.isPresent()) {
        lostBy(book.getAsInt(), request, letter);
      }
    }
  }

  private void lostBy(int book, BookMessage.Request request, AllDeadLetters letter) {
    if (letter instanceof Dropped && !isForAMove(letter)) {
      // The book is there, and waits to start again with as many commands as it may hold.
      request.replyTo().tell(new BookAnswer.Busy());
    } else {
      sendOn(book, request);
    }
  }

  private void sendOn(int book, BookMessage.Request request) {
    if (losses.mayBeSentOn(request)) {
      books.sendOn(book, request);
    } else {
      request.replyTo().tell(new BookAnswer.Busy());
    }
  }

  private static boolean isForAMove(AllDeadLetters letter) {
    return letter instanceof Dropped dropped && dropped.reason().startsWith(DROPPED_FOR_A_MOVE);
  }
}
