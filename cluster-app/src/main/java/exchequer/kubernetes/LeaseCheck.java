package exchequer.kubernetes;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds out at the start whether this pod may take and free a lease: a cluster needs one only when
 * it splits, and then it is too late to learn that the resource or a right is missing. Uses a lease
 * of its own, which it deletes again; should it be killed before, Kubernetes does so together with
 * the pod.
 */
public final class LeaseCheck {
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
  private static final int MAX_NAME = 200;

  private final ActorSystem<?> system;
  private final Leases leases;
  private final String name;
  private final String owner;

  private volatile Optional<String> problem = Optional.of("not tried yet");

  private LeaseCheck(ActorSystem<?> system, Leases leases, String podName) {
    this.system = system;
    this.leases = leases;
    String suffix = podName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "-");
    this.name = "exchequer-check-" + suffix.substring(0, Math.min(MAX_NAME, suffix.length()));
    this.owner = podName;
  }

  /**
   * @throws java.io.UncheckedIOException when this pod has no service account to ask Kubernetes
   *     with
   */
  public static void requireAccount(KubernetesSettings settings) {
    KubernetesApi.of(settings);
  }

  /** Tries at once, and again until it works. */
  public static LeaseCheck start(ActorSystem<?> system, KubernetesSettings settings) {
    Optional<OwningPod> pod =
        Optional.of(new OwningPod(settings.podName(), settings.podUid()))
            .filter(known -> !known.uid().isEmpty());
    LeaseCheck check =
        new LeaseCheck(system, new Leases(KubernetesApi.of(settings), pod), settings.podName());
    check.attempt();
    return check;
  }

  /** What keeps this pod from using a lease; empty when nothing does. */
  public CompletionStage<Optional<String>> problem() {
    return CompletableFuture.completedFuture(problem);
  }

  private void attempt() {
    leases
        .readOrCreate(name)
        .thenCompose(found -> changed(found, owner))
        .thenCompose(taken -> changed(taken, ""))
        .thenCompose(freed -> leases.delete(name))
        .whenComplete((done, failed) -> ended(failed));
  }

  private CompletionStage<LeaseResource> changed(LeaseResource lease, String newOwner) {
    return leases
        .change(lease.heldBy(newOwner, System.currentTimeMillis()))
        .thenApply(
            changed ->
                changed.orElseThrow(
                    () -> new IllegalStateException("lease " + name + " is used by another")));
  }

  private void ended(Throwable failed) {
    if (failed == null) {
      problem = Optional.empty();
      return;
    }
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    problem = Optional.of(String.valueOf(cause.getMessage()));
    system.scheduler().scheduleOnce(AGAIN_AFTER, this::attempt, system.executionContext());
  }
}
