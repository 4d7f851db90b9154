package exchequer.campaign;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * All that clients saw.
 *
 * @param accounts all of one asset, by id
 * @param operations in any order, the audit's as well
 * @param restNanos what began later was asked of a ledger at rest, without faults or load
 */
record History(Map<String, Limits> accounts, List<Operation> operations, long restNanos) {

  /** An account's floor and ceiling. */
  record Limits(OptionalLong floor, OptionalLong ceiling) {
    static final Limits NONE = new Limits(OptionalLong.empty(), OptionalLong.empty());

    /** Says which limit the balance crosses; empty when it crosses none. */
    String crossedBy(long available, long posted) {
      if (floor.isPresent() && available < floor.getAsLong()) {
        return "available " + available + " lies below the floor " + floor.getAsLong();
      }
      if (ceiling.isPresent() && posted > ceiling.getAsLong()) {
        return "posted " + posted + " lies above the ceiling " + ceiling.getAsLong();
      }
      return "";
    }
  }

  boolean isAtRest(Operation operation) {
    return operation.call().beganNanos() >= restNanos;
  }
}
