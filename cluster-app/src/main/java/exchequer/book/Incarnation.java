package exchequer.book;

import akka.actor.typed.javadsl.ActorContext;
import exchequer.process.BookProcess;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** How the parts of a book tell it what has happened: this incarnation of it, and no later one. */
final class Incarnation {
  private final ActorContext<BookMessage> context;

  Incarnation(ActorContext<BookMessage> context) {
    this.context = context;
  }

  /** The process takes something in. */
  void input(Consumer<BookProcess> input) {
    tell(new Internal.Input(input));
  }

  void tell(Internal message) {
    context.getSelf().tell(new Internal.OfIncarnation(this, message));
  }

  /** Tells the outcome of a stage. */
  <T> void tell(
      CompletionStage<T> stage,
      Function<T, Internal> success,
      Function<Throwable, Internal> failure) {
    context.pipeToSelf(
        stage,
        (value, cause) ->
            new Internal.OfIncarnation(
                this, cause == null ? success.apply(value) : failure.apply(cause)));
  }
}
