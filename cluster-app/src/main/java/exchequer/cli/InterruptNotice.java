package exchequer.cli;

/** Says something if the process is stopped (Ctrl-C, SIGTERM) before this is cancelled. */
final class InterruptNotice {
  private final Thread hook;

  InterruptNotice(Runnable notice) {
    hook = new Thread(notice, "interrupt-notice");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is stopping: the notice is on its way.
      return;
    }
  }
}
