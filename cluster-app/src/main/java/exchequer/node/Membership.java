package exchequer.node;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.ClusterShardingHealthCheck;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import com.datastax.oss.driver.api.core.CqlSession;
import exchequer.health.Health;
import exchequer.health.HealthCheck;
import exchequer.kubernetes.ClockCheck;
import exchequer.kubernetes.DeletionCost;
import exchequer.kubernetes.LeaseCheck;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.StreamSupport;
import scala.jdk.javaapi.FutureConverters;

/** This node as a member of a cluster: how it becomes one, and whether it takes part. */
final class Membership {
  private final ActorSystem<?> system;
  private final Cluster cluster;
  private final Health health;
  private CompletionStage<?> management = CompletableFuture.completedFuture(null);

  Membership(ActorSystem<?> system) {
    this.system = system;
    this.cluster = Cluster.get(system);
    this.health = Health.of(system);
  }

  /**
   * Opens the port for probes, in the background: it takes a while, beside other things that do.
   */
  void openManagement() {
    management = AkkaManagement.get(system).start();
  }

  /**
   * Looks for the other nodes and joins them, however long that takes, in the background.
   *
   * @throws StartException when nothing can be asked of this node or of Kubernetes
   */
  void seek(LedgerSettings settings, CqlSession session) {
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(new HealthCheck("cluster", () -> standing(settings.node().initialPods())));
    checks.add(new HealthCheck("books", bookRegion()));
    checks.add(
        new StorageOutage(
                () -> Storage.probe(session, settings.cassandra().keyspace()),
                settings.node().storageOutage(),
                System::nanoTime)
            .check());
    if (settings.node().discovery() == Discovery.KUBERNETES) {
      checks.add(askKubernetes(settings));
    }
    health.register(checks);
    awaitManagement(settings.node());
    ClusterBootstrap.get(system).start();
  }

  /**
   * To be called before Akka starts, which needs the lease at once and would not say it as clearly.
   *
   * @throws StartException when what Kubernetes gives to each pod is not there
   */
  static void requireAccess(LedgerSettings settings) {
    if (settings.node().discovery() != Discovery.KUBERNETES) {
      return;
    }
    try {
      LeaseCheck.requireAccount(settings.kubernetes());
    } catch (UncheckedIOException noAccount) {
      throw new StartException(
          "no access to Kubernetes' API (settings exchequer.kubernetes.api): "
              + noAccount.getMessage(),
          noAccount);
    }
  }

  private HealthCheck askKubernetes(LedgerSettings settings) {
    LeaseCheck lease = LeaseCheck.start(system, settings.kubernetes());
    if (settings.kubernetes().podDeletionCost()) {
      system.systemActorOf(
          DeletionCost.create(settings.kubernetes()), "deletion-cost", Props.empty());
    }
    ClockCheck clock = ClockCheck.start(system, settings.kubernetes());
    health.remark(List.of(clock::remark));
    return new HealthCheck("lease", lease::problem);
  }

  private void awaitManagement(NodeSettings node) {
    try {
      management.toCompletableFuture().join();
    } catch (CompletionException failed) {
      throw StartFailure.listening(
          "probes", node.host(), node.managementPort(), "exchequer.management", failed);
    }
  }

  private java.util.function.Supplier<CompletionStage<Optional<String>>> bookRegion() {
    ClusterShardingHealthCheck region = new ClusterShardingHealthCheck(system.classicSystem());
    return () ->
        FutureConverters.asJava(region.apply())
            .thenApply(
                registered ->
                    (Boolean) registered
                        ? Optional.empty()
                        : Optional.of("the coordinator of the books does not know this node yet"));
  }

  private CompletionStage<Optional<String>> standing(int initialPods) {
    MemberStatus status = cluster.selfMember().status();
    Optional<String> problem =
        status.equals(MemberStatus.up())
            ? Optional.empty()
            : Optional.of(
                status.equals(MemberStatus.removed())
                    ? "this node finds no cluster; a new one needs " + initialPods + " nodes"
                    : "this node is " + status + ", not Up");
    return CompletableFuture.completedFuture(problem);
  }

  /** Whether there are other nodes in its cluster, whatever state they are in. */
  boolean hasOthers() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .anyMatch(member -> !member.equals(cluster.selfMember()));
  }

  /** This node ends at once; the others may go on, or have gone on, without it. */
  void giveUpSelf(String why) {
    system.log().error("this node gives itself up and ends: {}", why);
    cluster.manager().tell(new Down(cluster.selfMember().address()));
  }

  boolean isUp() {
    return cluster.selfMember().status().equals(MemberStatus.up());
  }

  /** Members that take part. */
  long upCount() {
    return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> member.status().equals(MemberStatus.up()))
        .count();
  }
}
