package exchequer.health;

import akka.actor.AbstractExtensionId;
import akka.actor.ClassicActorSystemProvider;
import akka.actor.ExtendedActorSystem;
import akka.actor.Extension;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this node may be sent calls, and why not. What makes it so registers its checks here. */
public final class Health implements Extension {
  private static final Id ID = new Id();
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  /** Less than a probe waits, so that the reason arrives. */
  private static final long CHECK_TIMEOUT_MILLIS = 2_000;

  /** However many ask. */
  private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final List<String> STARTING = List.of("start: this node still starts");
  private static final List<String> LEAVING = List.of("cluster: this node leaves");

  private volatile List<HealthCheck> checks = List.of();
  private volatile List<Supplier<Optional<String>>> remarks = List.of();
  private volatile List<String> lastRemarks = List.of();
  private CompletionStage<List<String>> found;
  private long foundNanos;
  private volatile boolean leaving;
  private volatile boolean wasReady;
  private volatile List<String> lastReasons = STARTING;

  public static Health of(ClassicActorSystemProvider system) {
    return ID.get(system);
  }

  /** From now on the node is ready when all of these find nothing. Until then it is not. */
  public void register(List<HealthCheck> all) {
    checks = List.copyOf(all);
  }

  /**
   * What people should know of the node although it may be sent calls.
   *
   * @param all each asked at every probe; empty when there is nothing to say
   */
  public void remark(List<Supplier<Optional<String>>> all) {
    remarks = List.copyOf(all);
  }

  /**
   * @return a line each
   */
  List<String> remarks() {
    List<String> said = remarks.stream().map(Supplier::get).flatMap(Optional::stream).toList();
    if (!said.equals(lastRemarks)) {
      lastRemarks = said;
      said.forEach(LOG::warn);
    }
    return said;
  }

  /** From now on the node is not ready, for good. */
  public void leave() {
    leaving = true;
  }

  /** Whether it was ready once. */
  boolean hasStarted() {
    return wasReady;
  }

  /** Whether this node may be sent calls: the one answer for whoever asks, however it asks. */
  public CompletionStage<Boolean> isReady() {
    return reasons().thenApply(List::isEmpty);
  }

  /**
   * @return what speaks against sending calls here, a line each; never fails
   */
  CompletionStage<List<String>> reasons() {
    if (leaving || checks.isEmpty()) {
      return CompletableFuture.completedFuture(noted(leaving ? LEAVING : STARTING));
    }
    synchronized (this) {
      long now = System.nanoTime();
      if (found == null || now - foundNanos > KEEP_NANOS) {
        found = find();
        foundNanos = now;
      }
      return found;
    }
  }

  private CompletionStage<List<String>> find() {
    List<CompletableFuture<Optional<String>>> answers =
        checks.stream().map(Health::answer).toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                noted(
                    answers.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .toList()));
  }

  private static CompletableFuture<Optional<String>> answer(HealthCheck check) {
    CompletableFuture<Optional<String>> asked;
    try {
      asked = check.problem().get().toCompletableFuture();
    } catch (RuntimeException failed) {
      asked = CompletableFuture.failedFuture(failed);
    }
    return asked
        .copy() // The time-out is of this probe only.
        .orTimeout(CHECK_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
        .exceptionally(failed -> Optional.of(Reasons.of(failed)))
        .thenApply(problem -> problem.map(reason -> check.name() + ": " + reason));
  }

  private List<String> noted(List<String> reasons) {
    if (!reasons.equals(lastReasons)) {
      lastReasons = reasons;
      if (reasons.isEmpty()) {
        LOG.info("this node is ready");
      } else {
        LOG.warn("this node is not ready: {}", String.join("; ", reasons));
      }
    }
    wasReady |= reasons.isEmpty();
    return reasons;
  }

  /** Akka's handle of this extension. */
  private static final class Id extends AbstractExtensionId<Health> {
    @Override
    public Health createExtension(ExtendedActorSystem system) {
      return new Health();
    }
  }
}
