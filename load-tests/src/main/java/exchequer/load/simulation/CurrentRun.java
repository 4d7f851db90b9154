package exchequer.load.simulation;

import exchequer.load.ledger.LoadRun;
import exchequer.load.settings.LoadSettings;
import java.util.Optional;

/** The run of this JVM. Gatling makes simulations by itself, and so can't be given it. */
public final class CurrentRun {
  private static Optional<CurrentRun> current = Optional.empty();

  private final LoadSettings settings;
  private final LoadRun run;

  private CurrentRun(LoadSettings settings, LoadRun run) {
    this.settings = settings;
    this.run = run;
  }

  /** To be called before Gatling is. */
  public static synchronized void set(LoadSettings settings, LoadRun run) {
    current = Optional.of(new CurrentRun(settings, run));
  }

  static synchronized CurrentRun get() {
    return current.orElseThrow(
        () -> new IllegalStateException("start simulations by exchequer.load.LoadMain"));
  }

  LoadSettings settings() {
    return settings;
  }

  LoadRun run() {
    return run;
  }
}
