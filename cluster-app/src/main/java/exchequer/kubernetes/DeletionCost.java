package exchequer.kubernetes;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.ClusterEvent.MemberEvent;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/**
 * Notes on this pod how old it is among the members, the oldest highest, so that scaling down takes
 * the youngest pods. The oldest one coordinates the books: each time it goes, all of them wait for
 * its successor.
 */
public final class DeletionCost {
  private static final String ANNOTATION = "controller.kubernetes.io/pod-deletion-cost";
  private static final int OLDEST_COST = 10_000;

  /** Members come and go several at a time. */
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private static final Duration RETRY = Duration.ofSeconds(10);

  private final ActorContext<Event> context;
  private final TimerScheduler<Event> timers;
  private final Pods pods;
  private final String podName;

  /** What was noted last. */
  private OptionalInt noted = OptionalInt.empty();

  private interface Event {}

  private record MembersChanged(MemberEvent event) implements Event {}

  private record Due() implements Event {}

  private record Noted(int cost) implements Event {}

  private record NotNoted(Throwable cause) implements Event {}

  /**
   * @throws java.io.UncheckedIOException when the service account can't be read
   */
  public static Behavior<Void> create(KubernetesSettings settings) {
    Pods pods = new Pods(KubernetesApi.of(settings), settings.podLabels());
    Behavior<Event> annotator =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        new DeletionCost(context, timers, pods, settings.podName()).running()));
    return annotator.unsafeCast();
  }

  private DeletionCost(
      ActorContext<Event> context, TimerScheduler<Event> timers, Pods pods, String podName) {
    this.context = context;
    this.timers = timers;
    this.pods = pods;
    this.podName = podName;
  }

  private Behavior<Event> running() {
    Cluster.get(context.getSystem())
        .subscriptions()
        .tell(
            new Subscribe<>(
                context.messageAdapter(MemberEvent.class, MembersChanged::new), MemberEvent.class));
    timers.startSingleTimer(new Due(), SETTLE);
    return Behaviors.receive(Event.class)
        .onMessage(
            MembersChanged.class,
            changed -> {
              timers.startSingleTimer(new Due(), SETTLE);
              return Behaviors.same();
            })
        .onMessage(Due.class, due -> note(cost(Cluster.get(context.getSystem()))))
        .onMessage(
            Noted.class,
            done -> {
              noted = OptionalInt.of(done.cost());
              return Behaviors.same();
            })
        .onMessage(
            NotNoted.class,
            failed -> {
              context.getLog().warn("no deletion cost noted: {}", failed.cause().getMessage());
              timers.startSingleTimer(new Due(), RETRY);
              return Behaviors.same();
            })
        .build();
  }

  private Behavior<Event> note(int cost) {
    if (!noted.equals(OptionalInt.of(cost))) {
      context.pipeToSelf(
          pods.annotate(podName, ANNOTATION, Integer.toString(cost)),
          (done, failed) -> failed == null ? new Noted(cost) : new NotNoted(failed));
    }
    return Behaviors.same();
  }

  private static int cost(Cluster cluster) {
    Member self = cluster.selfMember();
    long older =
        StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .filter(member -> !member.equals(self) && member.isOlderThan(self))
            .count();
    return (int) Math.max(0, OLDEST_COST - older);
  }
}
