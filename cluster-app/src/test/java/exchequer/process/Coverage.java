package exchequer.process;

import java.util.Map;
import java.util.TreeMap;

/** Counts what random worlds went through, so that a property that meets too little fails. */
final class Coverage {
  private static final Map<String, Integer> COUNTS = new TreeMap<>();

  private Coverage() {}

  static void count(String what) {
    COUNTS.merge(what, 1, Integer::sum);
  }

  static void countIf(boolean happened, String what) {
    if (happened) {
      count(what);
    }
  }

  /** What was counted so far, which is then forgotten. */
  static Map<String, Integer> take() {
    Map<String, Integer> taken = Map.copyOf(COUNTS);
    COUNTS.clear();
    return new TreeMap<>(taken);
  }
}
