package exchequer.kubernetes;

import akka.actor.typed.ActorSystem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares this pod's clock with the API server's, again and again. It only says so when they
 * differ: a wrong clock spoils the times that stand in statements, and the books bear with it up to
 * their clock skew. Without this pod the ledger would be no better off.
 */
public final class ClockCheck {
  private static final Duration TOLERATED = Duration.ofSeconds(2);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

  /** The API server leaves out what is beyond the second. */
  private static final Duration LEFT_OUT = Duration.ofMillis(999);

  private final ActorSystem<?> system;
  private final KubernetesApi api;
  private final Clock clock;
  private volatile Optional<String> remark = Optional.empty();

  private ClockCheck(ActorSystem<?> system, KubernetesApi api, Clock clock) {
    this.system = system;
    this.api = api;
    this.clock = clock;
  }

  /** Compares at once, and then for as long as the actor system runs. */
  public static ClockCheck start(ActorSystem<?> system, KubernetesSettings settings) {
    return start(system, KubernetesApi.of(settings), Clock.systemUTC(), AGAIN_AFTER);
  }

  static ClockCheck start(
      ActorSystem<?> system, KubernetesApi api, Clock clock, Duration againAfter) {
    ClockCheck check = new ClockCheck(system, api, clock);
    check.compareAgain(againAfter);
    return check;
  }

  /** How far the two are apart, for people; empty when that is little or not known. */
  public Optional<String> remark() {
    return remark;
  }

  private void compareAgain(Duration later) {
    Instant sent = clock.instant();
    var unused =
        api.time()
            .handle(
                (time, failed) -> {
                  if (failed == null) {
                    remark = time.flatMap(server -> remark(sent, server, clock.instant()));
                  }
                  return system
                      .scheduler()
                      .scheduleOnce(later, () -> compareAgain(later), system.executionContext());
                });
  }

  /**
   * The server looked at its clock at some time from when it was asked until its answer was here:
   * what counts is by how much the two differ at least.
   */
  static Optional<String> remark(Instant sent, Instant server, Instant received) {
    Duration ahead = Duration.between(server.plus(LEFT_OUT), sent);
    Duration behind = Duration.between(received, server);
    if (ahead.compareTo(TOLERATED) > 0) {
      return Optional.of(text(ahead, "ahead of"));
    }
    return behind.compareTo(TOLERATED) > 0 ? Optional.of(text(behind, "behind")) : Optional.empty();
  }

  private static String text(Duration apart, String how) {
    return "this pod's clock is at least %d s %s the API server's"
        .formatted(apart.toSeconds(), how);
  }
}
