package exchequer.book;

import akka.actor.AllDeadLetters;
import akka.actor.Dropped;
import akka.actor.typed.Behavior;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;

/**
 * Sends commands on that a book which moves can't take any more, so that nobody waits for an answer
 * in vain: those that wait in its mailbox when it stops, and those that reach its node just before,
 * which sharding drops in order not to change their order. A ledger needs no order between commands
 * that are not answered yet.
 */
public final class LostCommands {
  /** As akka.cluster.sharding.ShardRegion says why it drops. */
  private static final String DROPPED_FOR_A_MOVE = "Avoiding reordering";

  private LostCommands() {}

  public static Behavior<Void> create(Books books) {
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
                        found(books, letter);
                        return Behaviors.same();
                      })
                  .build();
            });
    return finder.unsafeCast();
  }

  private static void found(Books books, AllDeadLetters letter) {
    // A letter about what was dropped has that inside.
    if (letter.message() instanceof Dropped dropped) {
      found(books, dropped);
    } else if (letter.message() instanceof ShardingEnvelope<?> envelope
        && envelope.message() instanceof BookMessage.Request request) {
      boolean isForAMove =
          letter instanceof Dropped dropped && dropped.reason().startsWith(DROPPED_FOR_A_MOVE);
      if (isForAMove) {
        books.sendOn(Integer.parseInt(envelope.entityId()), request);
      } else {
        // Its node is gone, or does not keep up: sent again, it could come back here at once.
        request.replyTo().tell(new BookAnswer.Unknown("the book's node is not reached"));
      }
    } else if (letter.message() instanceof BookMessage.Request request) {
      books.bookOfActor(letter.recipient().path()).ifPresent(book -> books.sendOn(book, request));
    }
  }
}
