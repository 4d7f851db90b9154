package exchequer.node;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.http.javadsl.ServerBinding;
import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.book.Books;
import exchequer.health.Health;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * What a node does in each phase of its end, before Akka hands its books over and leaves:
 *
 * <ol>
 *   <li>it says that it is not ready, and goes on serving for the drain delay;
 *   <li>it takes no more connections, tells clients to go elsewhere, and answers what is under way;
 *   <li>its books start nothing new on their own.
 * </ol>
 */
final class Leaving {
  private static final Set<MemberStatus> STAYING =
      Set.of(MemberStatus.joining(), MemberStatus.weaklyUp(), MemberStatus.up());

  private final ActorSystem<?> system;
  private final CoordinatedShutdown shutdown;

  private Leaving(ActorSystem<?> system) {
    this.system = system;
    this.shutdown = CoordinatedShutdown.get(system);
  }

  static void prepare(
      ActorSystem<?> system, NodeSettings settings, ServerBinding grpc, Books books) {
    Leaving leaving = new Leaving(system);
    leaving.add(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "say-not-ready",
        () -> leaving.sayNotReady(settings.drainDelay()));
    grpc.addToCoordinatedShutdown(settings.drainCalls(), system);
    leaving.add(
        CoordinatedShutdown.PhaseBeforeClusterShutdown(),
        "quiet-books",
        () -> leaving.quiet(books));
  }

  /** The tables are closed when nothing needs them any more. */
  static void closeAtTheEnd(ActorSystem<?> system, CqlSession session) {
    new Leaving(system)
        .add(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-tables",
            () -> session.closeAsync().thenApply(closed -> Done.getInstance()));
  }

  private void add(
      String phase, String name, java.util.function.Supplier<CompletionStage<Done>> task) {
    shutdown.addTask(phase, name, task);
  }

  private CompletionStage<Done> sayNotReady(Duration drainDelay) {
    Health.of(system).leave();
    if (drainDelay.isZero() || wasGivenUp()) {
      return done();
    }
    Executor later =
        CompletableFuture.delayedExecutor(drainDelay.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(Done::getInstance, later);
  }

  /** Others take the books of a node that they gave up: it has no time to be graceful. */
  private boolean wasGivenUp() {
    return NodeEnd.of(system) == NodeEnd.GIVEN_UP;
  }

  private CompletionStage<Done> quiet(Books books) {
    books.leave(isLast());
    return done();
  }

  private boolean isLast() {
    Cluster cluster = Cluster.get(system);
    Member self = cluster.selfMember();
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .noneMatch(member -> !member.equals(self) && STAYING.contains(member.status()));
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}
