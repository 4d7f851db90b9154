package exchequer.fence;

import exchequer.storage.LogGapException;
import java.util.Arrays;
import java.util.Optional;

/** What must hold at every moment, whatever of that which is on its way has landed. */
final class Promises {
  private final Flaw flaw;
  private final Appends appends;

  Promises(Bounds bounds, Flaw flaw) {
    this.flaw = flaw;
    this.appends = new Appends(bounds, flaw);
  }

  /** Which promise is broken, in words. */
  Optional<String> broken(State state) {
    Log log = new Log(state, flaw);
    int[] says;
    try {
      says = log.says(log.landed());
    } catch (LogGapException e) {
      return Optional.of("The log has a gap: " + e.getMessage() + ".");
    }
    return twoAcknowledged(state)
        .or(() -> missedByALaterOwner(state))
        .or(() -> saysOtherwise(state, says))
        .or(() -> readsTheOldState(state))
        .or(() -> differsFromAMarkerOn(state, log, says));
  }

  private Optional<String> twoAcknowledged(State state) {
    for (int i = 0; i < state.owners.length; i++) {
      for (int k = 0; k < i; k++) {
        Owner one = state.owners[i];
        Owner other = state.owners[k];
        for (int nr = one.base + 1; nr <= one.actedOn; nr++) {
          if (other.base < nr && nr <= other.actedOn) {
            return Optional.of(
                "Owners %d and %d have both acknowledged an append %d."
                    .formatted(k + 1, i + 1, nr));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** An owner begins with all that owners of lower epochs have acknowledged, or ever will. */
  private Optional<String> missedByALaterOwner(State state) {
    for (int i = 0; i < state.owners.length; i++) {
      for (int k = 0; k < state.owners.length; k++) {
        Owner earlier = state.owners[i];
        Owner later = state.owners[k];
        boolean bothHaveEpochs = earlier.epoch > 0 && earlier.epoch < later.epoch;
        if (bothHaveEpochs && later.isRunning() && later.base < earlier.acknowledged()) {
          return Optional.of(
              "Owner %d has acknowledged append %d, and the later owner %d began without it."
                  .formatted(i + 1, earlier.acknowledged(), k + 1));
        }
      }
    }
    return Optional.empty();
  }

  /** What an owner has acted on, the log says for ever. Acknowledged appends are part of it. */
  private static Optional<String> saysOtherwise(State state, int[] says) {
    for (int i = 0; i < state.owners.length; i++) {
      Owner owner = state.owners[i];
      for (int nr = 1; nr <= owner.actedOn; nr++) {
        int now = nr <= says.length ? says[nr - 1] : 0;
        if (owner.content[nr] != now) {
          return Optional.of(
              "Owner %d has acted on append %d, which was owner %d's. Now the log %s."
                  .formatted(i + 1, nr, owner.content[nr], saysInWords(now)));
        }
      }
    }
    return Optional.empty();
  }

  private static String saysInWords(int content) {
    return content == 0 ? "ends before it" : "says it is owner " + content + "'s";
  }

  /**
   * A read that begins now and is confirmed has all that was acknowledged before. A fence stays: a
   * read that begins now and is confirmed later could have been confirmed now.
   */
  private Optional<String> readsTheOldState(State state) {
    int acknowledged = 0;
    for (Owner owner : state.owners) {
      acknowledged = Math.max(acknowledged, owner.acknowledged());
    }
    for (int i = 0; i < state.owners.length; i++) {
      Owner owner = state.owners[i];
      boolean answers =
          owner.isRunning() && (flaw == Flaw.READS_NOT_CONFIRMED || appends.mayAct(state, i));
      if (answers && owner.actedOn < acknowledged) {
        return Optional.of(
            "Append %d has been acknowledged, and a read that owner %d answers now lacks it."
                .formatted(acknowledged, i + 1));
      }
    }
    return Optional.empty();
  }

  /** A recovery that reads the log from a marker's append on finds the same. */
  private Optional<String> differsFromAMarkerOn(State state, Log log, int[] says) {
    if (flaw == Flaw.ORDERED_BY_CLOCK) {
      return Optional.empty();
    }
    int marker = 0;
    for (Owner owner : state.owners) {
      marker = Math.max(marker, owner.actedOn);
    }
    for (int nr = 2; nr <= marker; nr++) {
      int[] tail = log.saysFrom(nr, log.landed());
      int[] expected = Arrays.copyOfRange(says, nr - 1, says.length);
      if (!Arrays.equals(tail, expected)) {
        return Optional.of("From append %d on, the log says something else.".formatted(nr));
      }
    }
    return Optional.empty();
  }
}
