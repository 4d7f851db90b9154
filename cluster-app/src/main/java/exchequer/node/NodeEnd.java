package exchequer.node;

import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import java.util.Set;

/** Why a node ended. */
public enum NodeEnd {
  /** It was told to, and left the cluster. */
  ASKED,

  /** The cluster went on without it, or could not be joined: started again, it may join. */
  GIVEN_UP;

  private static final Set<CoordinatedShutdown.Reason> GIVEN_UP_REASONS =
      Set.of(
          CoordinatedShutdown.clusterDowningReason(),
          CoordinatedShutdown.clusterJoinUnsuccessfulReason(),
          CoordinatedShutdown.incompatibleConfigurationDetectedReason());

  static NodeEnd of(ActorSystem<?> system) {
    return CoordinatedShutdown.get(system)
        .getShutdownReason()
        .filter(GIVEN_UP_REASONS::contains)
        .map(reason -> GIVEN_UP)
        .orElse(ASKED);
  }
}
