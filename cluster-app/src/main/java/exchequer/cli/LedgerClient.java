package exchequer.cli;

import exchequer.v1.LedgerServiceGrpc;
import exchequer.v1.LedgerServiceGrpc.LedgerServiceBlockingStub;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A connection to a server, over which each call is repeated until it is answered or time is up.
 */
final class LedgerClient implements AutoCloseable {
  // A user who looks at nothing for longer should know why.
  private static final Duration SILENCE = Duration.ofSeconds(1);

  // grpc-java logs stack traces of failures that its caller is told of anyway. Kept in a field, as
  // the log manager forgets loggers that nobody holds.
  private static final Logger GRPC_LOGGER = Logger.getLogger("io.grpc");

  private final ServerAddress server;
  private final Duration timeout;
  private final Consumer<String> notices;
  private final ManagedChannel channel;

  /**
   * @param timeout for one call, with all its repetitions
   * @param notices told, once a call, when an answer is long in coming
   */
  LedgerClient(ServerAddress server, Duration timeout, Consumer<String> notices) {
    this.server = server;
    this.timeout = timeout;
    this.notices = notices;
    GRPC_LOGGER.setLevel(Level.OFF);
    this.channel =
        Grpc.newChannelBuilderForAddress(
                server.host(), server.port(), InsecureChannelCredentials.create())
            .build();
  }

  /**
   * Calls a method of the API.
   *
   * @throws LedgerException when it fails, and may not or cannot be repeated within the timeout
   */
  <Q, A> A call(BiFunction<LedgerServiceBlockingStub, Q, A> method, Q request, Repeat repeat) {
    long startNanos = System.nanoTime();
    boolean mayHaveBeenDone = false;
    boolean noticed = false;
    for (int failures = 0; ; failures++) {
      Duration left = timeout.minusNanos(System.nanoTime() - startNanos);
      SentMark mark = new SentMark();
      try {
        return method.apply(stub(left).withInterceptors(mark), request);
      } catch (StatusRuntimeException e) {
        LedgerFailure failure = LedgerFailure.of(e, server, mark.isSent());
        mayHaveBeenDone = mayHaveBeenDone(mayHaveBeenDone, failure);
        Duration delay =
            Backoff.delay(failures, failure.retryDelay(), ThreadLocalRandom.current().nextDouble());
        left = timeout.minusNanos(System.nanoTime() - startNanos);
        // Without time for another send there is no point in waiting for it.
        if (!repeat.allowedAfter(failure) || delay.compareTo(left) >= 0) {
          throw new LedgerException(failure, mayHaveBeenDone);
        }
        if (!noticed && timeout.minus(left).plus(delay).compareTo(SILENCE) > 0) {
          notices.accept("no answer yet: " + failure.message() + "; still trying");
          noticed = true;
        }
        pause(delay, failure, mayHaveBeenDone);
      }
    }
  }

  /** An answer from the ledger settles what was in doubt; being told to come later does not. */
  private static boolean mayHaveBeenDone(boolean before, LedgerFailure failure) {
    return failure.mayHaveBeenDone() || (before && failure.isTransient());
  }

  private LedgerServiceBlockingStub stub(Duration left) {
    return LedgerServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(left.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void pause(Duration delay, LedgerFailure failure, boolean mayHaveBeenDone) {
    try {
      Thread.sleep(delay.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerException(failure, mayHaveBeenDone);
    }
    // The channel's own backoff would fail the next send without trying to connect.
    channel.resetConnectBackoff();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
