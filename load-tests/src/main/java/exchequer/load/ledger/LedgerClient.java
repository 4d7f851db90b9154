package exchequer.load.ledger;

import exchequer.load.settings.LoadSettings;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls a ledger as the README tells clients to: what has an unknown outcome, or is to be done
 * later, is sent again, a bounded number of times. Its channels are shared by all who call.
 */
public final class LedgerClient implements AutoCloseable {
  private static final int FIRST_PAUSE_MILLIS = 20;
  private static final int LONGEST_PAUSE_MILLIS = 1_000;
  private static final int DOUBLINGS = 6;
  private static final long CLOSE_SECONDS = 5;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final AtomicInteger turns = new AtomicInteger();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(LedgerClient::timerThread);
  private final int deadlineMillis;
  private final int retries;

  /** Told the end of a call, on a thread that must not be held. */
  public interface Listener<A> {
    /**
     * @param answer present when the outcome is OK
     * @param sends how often it was sent, at least 1
     */
    void ended(Outcome outcome, Optional<A> answer, int sends);
  }

  /** Connects when first called. */
  public LedgerClient(LoadSettings settings) {
    deadlineMillis = settings.deadlineMillis();
    retries = settings.retries();
    for (int number = 0; number < settings.channels(); number++) {
      for (String target : settings.targets()) {
        channels.add(
            ManagedChannelBuilder.forTarget(target)
                // Where a name stands for several nodes, all of them.
                .defaultLoadBalancingPolicy("round_robin")
                .usePlaintext()
                // Listeners only hand over: a thread of their own would cost more than they do.
                .directExecutor()
                .build());
      }
    }
  }

  private static Thread timerThread(Runnable work) {
    Thread thread = new Thread(work, "ledger-client-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** The next in turn. */
  ManagedChannel channel() {
    return channels.get(Math.floorMod(turns.getAndIncrement(), channels.size()));
  }

  int retries() {
    return retries;
  }

  int deadlineMillis() {
    return deadlineMillis;
  }

  /** Calls, and calls again when that may help. */
  public <Q, A> void call(MethodDescriptor<Q, A> method, Q request, Listener<A> listener) {
    new Call<>(method, request, listener).send();
  }

  /** Does something before it is sent for the second, third ... time. */
  void afterPause(int sends, Runnable work) {
    int longest =
        Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(sends - 1, DOUBLINGS));
    // Spread, so that those who failed together do not come again together.
    int pauseMillis = ThreadLocalRandom.current().nextInt(longest / 2, longest + 1);
    var unused = timer.schedule(work, pauseMillis, TimeUnit.MILLISECONDS);
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    channels.forEach(ManagedChannel::shutdown);
    try {
      for (ManagedChannel channel : channels) {
        if (!channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
          channel.shutdownNow();
        }
      }
    } catch (InterruptedException interrupted) {
      channels.forEach(ManagedChannel::shutdownNow);
      Thread.currentThread().interrupt();
    }
  }

  private final class Call<Q, A> {
    private final MethodDescriptor<Q, A> method;
    private final Q request;
    private final Listener<A> listener;
    private int sends;

    Call(MethodDescriptor<Q, A> method, Q request, Listener<A> listener) {
      this.method = method;
      this.request = request;
      this.listener = listener;
    }

    void send() {
      sends++;
      CallOptions options =
          CallOptions.DEFAULT.withDeadlineAfter(deadlineMillis, TimeUnit.MILLISECONDS);
      ClientCalls.asyncUnaryCall(channel().newCall(method, options), request, new Answer());
    }

    private void failed(Outcome outcome) {
      if (outcome.isToBeSentAgain() && sends <= retries) {
        afterPause(sends, this::send);
      } else {
        listener.ended(outcome, Optional.empty(), sends);
      }
    }

    private final class Answer implements StreamObserver<A> {
      private Optional<A> answer = Optional.empty();

      @Override
      public void onNext(A message) {
        answer = Optional.of(message);
      }

      @Override
      public void onError(Throwable error) {
        failed(Outcome.of(error));
      }

      @Override
      public void onCompleted() {
        listener.ended(Outcome.OK, answer, sends);
      }
    }
  }
}
