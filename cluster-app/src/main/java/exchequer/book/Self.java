package exchequer.book;

import akka.actor.typed.javadsl.ActorContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** How the parts of a book tell it what has happened: this incarnation of it, and no later one. */
final class Self {
  private final ActorContext<BookMessage> context;
  private final Object incarnation = new Object();

  Self(ActorContext<BookMessage> context) {
    this.context = context;
  }

  void tell(Internal message) {
    context.getSelf().tell(new Internal.Own(incarnation, message));
  }

  /** Tells the outcome of a stage. */
  <T> void tell(
      CompletionStage<T> stage,
      Function<T, Internal> success,
      Function<Throwable, Internal> failure) {
    context.pipeToSelf(
        stage,
        (value, cause) ->
            new Internal.Own(
                incarnation, cause == null ? success.apply(value) : failure.apply(cause)));
  }

  boolean isMeantBy(Internal.Own own) {
    return own.incarnation() == incarnation;
  }
}
