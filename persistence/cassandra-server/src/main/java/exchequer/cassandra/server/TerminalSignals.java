package exchequer.cassandra.server;

/**
 * Ctrl-C and a closed terminal reach every process of the terminal at once. The parent still has
 * writes to finish then, so the server leaves these signals to it and ends when the lifeline does.
 */
final class TerminalSignals {
  private TerminalSignals() {}

  /** By reflection, as javac warns of any use of sun.misc, and that warning can't be silenced. */
  static void leaveToParent() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ignore = handler.getField("SIG_IGN").get(null);
      for (String name : new String[] {"INT", "HUP"}) {
        Object instance = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, instance, ignore);
      }
    } catch (ReflectiveOperationException e) {
      System.err.println("Ctrl-C will stop Cassandra at once: " + e);
    }
  }
}
