package exchequer.node;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;

/** Turns what Akka throws when it can't listen into what an operator can act on. */
final class StartFailure {
  private StartFailure() {}

  static StartException ofAkka(Throwable failed, NodeSettings settings) {
    return isOfTheNetwork(failed)
        ? listening("other nodes", settings.host(), settings.port(), "exchequer.node", failed)
        : new StartException("could not start Akka: " + reason(failed), failed);
  }

  /**
   * @param section where host and port are set
   */
  static StartException listening(
      String what, String host, int port, String section, Throwable failed) {
    return new StartException(
        "could not listen for "
            + what
            + " at "
            + host
            + ":"
            + port
            + " (settings "
            + section
            + ".host and .port): "
            + reason(failed),
        failed);
  }

  private static boolean isOfTheNetwork(Throwable failed) {
    return rootOf(failed) instanceof IOException
        || rootOf(failed) instanceof UnresolvedAddressException;
  }

  private static String reason(Throwable failed) {
    Throwable root = rootOf(failed);
    return root instanceof UnresolvedAddressException
        ? "no such host is known"
        : Objects.requireNonNullElse(root.getMessage(), root.toString());
  }

  private static Throwable rootOf(Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
