package exchequer.book;

import akka.actor.ActorPath;
import exchequer.ledger.BookCommand;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The ways to other books, of which nobody is there: what goes there is written down. */
final class RecordedRoutes implements BookRoutes {
  final Queue<BookCommand> told = new ConcurrentLinkedQueue<>();
  final Queue<Integer> keptRunning = new ConcurrentLinkedQueue<>();
  final Queue<BookMessage.Request> sentOn = new ConcurrentLinkedQueue<>();
  volatile boolean isFailing;

  @Override
  public void tell(BookCommand command) {
    told.add(command);
  }

  @Override
  public void keepRunning(int number) {
    keptRunning.add(number);
  }

  @Override
  public void sendOn(int number, BookMessage.Request request) {
    if (isFailing) {
      throw new IllegalStateException("there is no way to other nodes");
    }
    sentOn.add(request);
  }

  @Override
  public OptionalInt bookOfActor(ActorPath path) {
    return OptionalInt.empty();
  }
}
