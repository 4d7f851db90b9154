package exchequer.load.settings;

import java.util.Arrays;

/** What can be run. Its name in lower case with hyphens, as in {@code -Dsimulation=hot-source}. */
public enum Simulation {
  /** Random pairs of all accounts. */
  UNIFORM(Pairs.UNIFORM, 60),
  /** Everyone pays one account. */
  HOT(Pairs.HOT, 60),
  /** One account pays everyone. */
  HOT_SOURCE(Pairs.HOT_SOURCE, 60),
  /** Reads and transfers between random pairs. */
  MIXED(Pairs.UNIFORM, 60),
  /** The same load for long, while nodes come and go. */
  SCALE(Pairs.UNIFORM, 600),
  /** The same load for longer, to see what grows. */
  SOAK(Pairs.UNIFORM, 1_800);

  private final Pairs pairs;
  private final int seconds;

  Simulation(Pairs pairs, int seconds) {
    this.pairs = pairs;
    this.seconds = seconds;
  }

  /** Who pays whom. */
  public Pairs pairs() {
    return pairs;
  }

  /** Its length if nothing else is said. */
  int seconds() {
    return seconds;
  }

  /** The simulation's name as users write it. */
  public String spelled() {
    return PropertyReader.spelled(this);
  }

  /**
   * @throws WrongSettingException when there is none of this name
   */
  public static Simulation named(String name) {
    return Arrays.stream(values())
        .filter(simulation -> simulation.spelled().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new WrongSettingException(
                    "simulation", name, "allowed is " + PropertyReader.choices(Simulation.class)));
  }
}
