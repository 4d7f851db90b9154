package exchequer.kubernetes;

import akka.actor.ActorSystem;
import akka.management.cluster.bootstrap.ClusterBootstrapSettings;
import akka.management.cluster.bootstrap.JoinDecision;
import akka.management.cluster.bootstrap.JoinSelf;
import akka.management.cluster.bootstrap.KeepProbing;
import akka.management.cluster.bootstrap.LowestAddressJoinDecider;
import akka.management.cluster.bootstrap.SeedNodesInformation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * Forms no new cluster while pods of an old one may still run: discovery does not show those that
 * are told to end, although their books live until they do. So pods that are all deleted at once
 * are replaced by a new cluster only when the last of them is gone.
 */
public final class FormationDecider extends LowestAddressJoinDecider {
  private static final Logger LOG = LoggerFactory.getLogger(FormationDecider.class);

  private final Pods pods;

  /** As Akka makes it. */
  public FormationDecider(ActorSystem system, ClusterBootstrapSettings settings) {
    super(system, settings);
    KubernetesSettings kubernetes = KubernetesSettings.of(system.settings().config());
    this.pods = new Pods(KubernetesApi.of(kubernetes), kubernetes.podLabels());
  }

  @Override
  public Future<JoinDecision> decide(SeedNodesInformation info) {
    return FutureConverters.asScala(
        FutureConverters.asJava(super.decide(info)).thenCompose(this::checked));
  }

  private CompletionStage<JoinDecision> checked(JoinDecision decision) {
    if (!decision.equals(JoinSelf.getInstance())) {
      return CompletableFuture.completedFuture(decision);
    }
    return pods.ending().handle((ending, failed) -> decision(ending, failed));
  }

  private static JoinDecision decision(List<String> ending, Throwable failed) {
    if (failed != null) {
      LOG.warn("forms no cluster yet: {}", failed.getMessage());
      return KeepProbing.getInstance();
    }
    if (!ending.isEmpty()) {
      LOG.info("forms no cluster yet: pods {} still end", ending);
      return KeepProbing.getInstance();
    }
    return JoinSelf.getInstance();
  }
}
