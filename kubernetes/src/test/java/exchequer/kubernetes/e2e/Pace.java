package exchequer.kubernetes.e2e;

/** Times that all tests share. */
final class Pace {
  /**
   * Of load before anything is measured: pods just started are slow until their code is compiled.
   */
  static final long WARM_UP_MILLIS = 20_000;

  private Pace() {}
}
