package exchequer.book;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent.MemberEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.time.Duration;

/**
 * Keeps every book running: what is in flight in a book that nobody asks would otherwise wait.
 * Starts them whenever the cluster's members change, and now and then, for a start that got lost.
 */
public final class BookKeeper {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private BookKeeper() {}

  private interface Event {}

  private record MembersChanged(MemberEvent event) implements Event {}

  private record Tick() implements Event {}

  public static Behavior<Void> create(Books books) {
    Behavior<Event> keeper =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> {
                      Cluster.get(context.getSystem())
                          .subscriptions()
                          .tell(
                              new Subscribe<>(
                                  context.messageAdapter(MemberEvent.class, MembersChanged::new),
                                  MemberEvent.class));
                      timers.startTimerWithFixedDelay(new Tick(), INTERVAL);
                      books.keepRunning();
                      return Behaviors.receive(Event.class)
                          .onAnyMessage(
                              event -> {
                                books.keepRunning();
                                return Behaviors.same();
                              })
                          .build();
                    }));
    return keeper.unsafeCast();
  }
}
