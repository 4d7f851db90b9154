package exchequer.cli;

import java.util.Optional;

/** The releases of Java that the ledger's nodes and the development Cassandra run on. */
final class JavaVersion {
  private static final int OLDEST = 17;

  /** Cassandra 5 needs the security manager, which later releases can't switch on. */
  private static final int NEWEST = 21;

  private JavaVersion() {}

  /**
   * @param feature such as 17, for Java 17.0.9
   * @return empty when all is well
   */
  static Optional<String> problem(int feature) {
    return feature >= OLDEST && feature <= NEWEST
        ? Optional.empty()
        : Optional.of(
            "needs Java "
                + OLDEST
                + " to "
                + NEWEST
                + ", this is "
                + feature
                + " ("
                + System.getProperty("java.home")
                + "; bin/exchequer takes the one of JAVA_HOME)");
  }
}
