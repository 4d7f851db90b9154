package exchequer.client;

import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;

/** What calls and streams of one client share: its connections, its timer and its rule. */
final class Sender implements AutoCloseable {
  private final Connections connections;
  private final RetryRule rule;
  private final ResendListener listener;
  private final Pauses pauses;

  Sender(Connections connections, RetryRule rule, ResendListener listener) {
    this(connections, rule, listener, new Pauses());
  }

  private Sender(Connections connections, RetryRule rule, ResendListener listener, Pauses pauses) {
    this.pauses = pauses;
    this.connections = connections;
    this.rule = rule;
    this.listener = listener;
  }

  /** Over the same connections, by another rule. */
  Sender with(RetryRule other) {
    return new Sender(connections, other, listener, pauses);
  }

  RetryRule rule() {
    return rule;
  }

  ManagedChannel channel() {
    return connections.next();
  }

  void sendsAgain(LedgerError error, Duration waited) {
    listener.sendsAgain(error, waited);
  }

  void after(Duration pause, Runnable work) {
    pauses.after(
        pause,
        () -> {
          connections.wake();
          work.run();
        });
  }

  ScheduledFuture<?> every(Duration period, Runnable work) {
    return pauses.every(period, work);
  }

  boolean isClosed() {
    return pauses.isClosed();
  }

  @Override
  public void close() {
    // First the timer: what fails with the channels is then not sent again.
    pauses.close();
    connections.close();
  }
}
