package exchequer.kubernetes;

import akka.actor.Cancellable;
import akka.actor.ExtendedActorSystem;
import akka.coordination.lease.LeaseSettings;
import akka.coordination.lease.LeaseTimeoutException;
import akka.coordination.lease.javadsl.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease kept in a custom resource of Kubernetes. Of several nodes that ask for it at once the API
 * server accepts the change of one. The holder renews it. Every other node looks at it again and
 * again from its start, so that it knows for how long the lease has not changed: after the
 * heartbeat time-out the holder is taken to be gone. Akka's own implementation compares the clocks
 * of two machines for that; and it reads the pod's token only once, and is refused when Kubernetes
 * has replaced it.
 */
public final class KubernetesLease extends Lease {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesLease.class);

  /** Others may take it and free it again between reading and changing it. */
  private static final int MAX_ATTEMPTS = 3;

  private final LeaseSettings settings;
  private final Leases leases;
  private final ExtendedActorSystem system;
  private final Duration heartbeatInterval;
  private final Duration heartbeatTimeout;
  private final Duration operationTimeout;
  private final LongSupplier clock;
  private final LeaseAge age;

  /** Whether the lease could be read when this node last looked. */
  private volatile boolean isSeen = true;

  /** Empty while this node does not hold the lease. Guarded by this. */
  private Optional<Held> held = Optional.empty();

  /**
   * The lease while it is held.
   *
   * @param sinceNanos when the request that last renewed it was sent
   */
  private record Held(
      LeaseResource resource,
      long sinceNanos,
      Cancellable nextHeartbeat,
      Consumer<Optional<Throwable>> lost) {}

  /** As Akka makes it. */
  public KubernetesLease(LeaseSettings settings, ExtendedActorSystem system) {
    this(
        settings,
        system,
        new Leases(KubernetesApi.of(KubernetesSettings.of(system.settings().config()))),
        System::nanoTime);
  }

  /**
   * @param clock monotonic nanoseconds
   */
  KubernetesLease(
      LeaseSettings settings, ExtendedActorSystem system, Leases leases, LongSupplier clock) {
    this.settings = settings;
    this.system = system;
    this.leases = leases;
    this.heartbeatInterval = settings.timeoutSettings().getHeartbeatInterval();
    this.heartbeatTimeout = settings.timeoutSettings().getHeartbeatTimeout();
    this.operationTimeout = settings.timeoutSettings().getOperationTimeout();
    this.clock = clock;
    this.age = new LeaseAge(clock);
    look();
  }

  /** For as long as the actor system runs: its scheduler ends with it. */
  private void look() {
    var unused =
        leases
            .find(name())
            .handle(this::looked)
            .thenRun(
                () ->
                    system
                        .scheduler()
                        .scheduleOnce(heartbeatInterval, this::look, system.dispatcher()));
  }

  private boolean looked(Optional<LeaseResource> found, Throwable failed) {
    if (failed == null) {
      found.ifPresent(age::of);
    } else if (isSeen) {
      // Said once, not at each attempt. In a split this node would be refused.
      LOG.warn("lease {} can't be read: {}", name(), failed.toString());
    }
    isSeen = failed == null;
    return isSeen;
  }

  @Override
  public LeaseSettings getSettings() {
    return settings;
  }

  @Override
  public synchronized boolean checkLease() {
    return held.filter(this::isInTime).isPresent();
  }

  @Override
  public CompletionStage<Boolean> acquire() {
    return acquire(lost -> {});
  }

  @Override
  public CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> lost) {
    if (checkLease()) {
      return CompletableFuture.completedFuture(true);
    }
    long sentNanos = clock.getAsLong();
    return inTime(
            "acquire",
            leases
                .readOrCreate(settings.leaseName())
                .thenCompose(found -> take(found, MAX_ATTEMPTS)))
        .thenApply(taken -> taken.map(lease -> hold(lease, sentNanos, lost)).isPresent());
  }

  /** Empty when another holds it. */
  private CompletionStage<Optional<LeaseResource>> take(LeaseResource found, int attempts) {
    boolean isExpired = age.of(found).compareTo(heartbeatTimeout) > 0;
    boolean isAnothers = !found.isFree() && !isOurs(found) && !isExpired;
    if (isAnothers || attempts == 0) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    // Written also when it is ours already, from a request whose answer was lost or from before a
    // restart: then it is certain that it has not run out.
    return leases
        .change(found.heldBy(settings.ownerName(), System.currentTimeMillis()))
        .thenCompose(
            changed ->
                changed.isPresent()
                    ? CompletableFuture.completedFuture(changed)
                    : leases
                        .read(settings.leaseName())
                        .thenCompose(now -> take(now, attempts - 1)));
  }

  private synchronized Held hold(
      LeaseResource lease, long sentNanos, Consumer<Optional<Throwable>> lost) {
    held.ifPresent(before -> before.nextHeartbeat().cancel());
    Cancellable next =
        system.scheduler().scheduleOnce(heartbeatInterval, this::heartbeat, system.dispatcher());
    Held now = new Held(lease, sentNanos, next, lost);
    held = Optional.of(now);
    return now;
  }

  private void heartbeat() {
    Optional<Held> current;
    synchronized (this) {
      current = held;
    }
    current.ifPresent(this::renew);
  }

  private void renew(Held current) {
    long sentNanos = clock.getAsLong();
    LeaseResource known = current.resource();
    CompletionStage<Optional<LeaseResource>> renewed =
        leases
            .change(known.heldBy(settings.ownerName(), System.currentTimeMillis()))
            .thenCompose(
                changed ->
                    changed.isPresent()
                        ? CompletableFuture.completedFuture(changed)
                        : leases
                            .read(known.name())
                            .thenApply(now -> Optional.of(now).filter(lease -> isOurs(lease))));
    inTime("renew", renewed)
        .whenComplete((lease, failed) -> renewed(current, sentNanos, lease, failed));
  }

  private void renewed(
      Held before, long sentNanos, Optional<LeaseResource> lease, Throwable failed) {
    synchronized (this) {
      if (!held.equals(Optional.of(before))) {
        return; // Released meanwhile.
      }
      if (failed == null && lease.isPresent()) {
        hold(lease.get(), sentNanos, before.lost());
        return;
      }
      if (failed != null && isInTime(before)) {
        LOG.warn("lease {} was not renewed, trying again: {}", name(), failed.getMessage());
        hold(before.resource(), before.sinceNanos(), before.lost());
        return;
      }
      held = Optional.empty();
    }
    LOG.warn("lease {} is lost", name(), failed);
    before.lost().accept(Optional.ofNullable(failed));
  }

  @Override
  public CompletionStage<Boolean> release() {
    Optional<Held> releasing;
    synchronized (this) {
      releasing = held;
      held.ifPresent(current -> current.nextHeartbeat().cancel());
      held = Optional.empty();
    }
    return releasing
        .map(current -> inTime("release", free(current.resource(), MAX_ATTEMPTS)))
        .orElse(CompletableFuture.completedFuture(true));
  }

  /** A heartbeat may be on its way and change the lease once more. */
  private CompletionStage<Boolean> free(LeaseResource lease, int attempts) {
    if (!isOurs(lease) || attempts == 0) {
      return CompletableFuture.completedFuture(!isOurs(lease));
    }
    return leases
        .change(lease.heldBy("", System.currentTimeMillis()))
        .thenCompose(
            changed ->
                changed.isPresent()
                    ? CompletableFuture.completedFuture(true)
                    : leases.read(lease.name()).thenCompose(now -> free(now, attempts - 1)));
  }

  private <T> CompletionStage<T> inTime(String what, CompletionStage<T> operation) {
    return operation
        .toCompletableFuture()
        .copy()
        .orTimeout(operationTimeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failed -> CompletableFuture.failedFuture(explained(what, failed)));
  }

  private Throwable explained(String what, Throwable failed) {
    Throwable cause =
        failed instanceof CompletionException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    return cause instanceof TimeoutException
        ? new LeaseTimeoutException(
            "no answer in time to " + what + " lease " + name() + ", which may have been done")
        : cause;
  }

  /**
   * A beat earlier than the others, who count from when they saw the renewal: later than it was
   * sent, but by clocks that may run a little faster.
   */
  private boolean isInTime(Held current) {
    return clock.getAsLong() - current.sinceNanos()
        < heartbeatTimeout.minus(heartbeatInterval).toNanos();
  }

  private boolean isOurs(LeaseResource lease) {
    return lease.owner().equals(settings.ownerName());
  }

  private String name() {
    return settings.leaseName();
  }
}
