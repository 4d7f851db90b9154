package exchequer.client;

import java.time.Duration;

/** Told before a request is sent again, on a thread of the client that must not be held. */
@FunctionalInterface
public interface ResendListener {
  /**
   * @param error why the send before did not succeed
   * @param waited since the first send, with the pause that now begins
   */
  void sendsAgain(LedgerError error, Duration waited);
}
