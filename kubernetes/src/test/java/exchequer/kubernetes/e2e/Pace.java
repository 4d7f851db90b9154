package exchequer.kubernetes.e2e;

import java.time.Duration;

/** Times that all tests share. */
final class Pace {
  /**
   * Of load before anything is measured: pods just started are slow until their code is compiled.
   */
  static final long WARM_UP_MILLIS = 20_000;

  /** Within which every book of a killed pod answers again: NODES.md, "A node is lost". */
  static final long KILLED_MILLIS = 8_000;

  /** The same, of a pod that is cut off or stands still. */
  static final long CUT_OFF_MILLIS = 10_000;

  /** Of one attempt to learn whether a book answers. */
  static final Duration PROBE = Duration.ofSeconds(1);

  /**
   * On top of both: a probe may try some connections one after the other that all lead to the pod
   * that does not answer, and all pods share two cores.
   */
  static final long ALLOWANCE_MILLIS = 15_000;

  private Pace() {}
}
