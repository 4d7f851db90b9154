package exchequer.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One request of a method with one answer, sent until the answer is known or time is up. */
final class UnaryCall<Q, A> {
  private final Sender sender;
  private final MethodDescriptor<Q, A> method;
  private final Q request;
  private final Attempts attempts;
  private final CompletableFuture<Answer<A>> ended = new CompletableFuture<>();
  private volatile Optional<ClientCall<Q, A>> current = Optional.empty();

  UnaryCall(Sender sender, MethodDescriptor<Q, A> method, Q request) {
    this.sender = sender;
    this.method = method;
    this.request = request;
    this.attempts = new Attempts(sender.rule(), RequestKind.of(request), System.nanoTime());
  }

  /** Completes normally, whatever comes of the request. */
  CompletableFuture<Answer<A>> start() {
    send();
    return ended;
  }

  private void send() {
    // Given up by whoever waited for it.
    if (ended.isDone()) return;
    SentMark mark = new SentMark();
    CallOptions options =
        CallOptions.DEFAULT
            .withDeadlineAfter(attempts.sendNanos(System.nanoTime()), TimeUnit.NANOSECONDS)
            .withStreamTracerFactory(mark);
    ClientCall<Q, A> call = sender.channel().newCall(method, options);
    current = Optional.of(call);
    ClientCalls.asyncUnaryCall(call, request, new Observer(mark));
  }

  private void failed(LedgerError error) {
    long nowNanos = System.nanoTime();
    Optional<Duration> pause =
        attempts.failed(error, nowNanos, ThreadLocalRandom.current().nextDouble());
    if (pause.isEmpty() || sender.isClosed()) {
      end();
      return;
    }
    sender.sendsAgain(error, attempts.since(nowNanos).plus(pause.get()));
    sender.after(pause.get(), this::sendOrEnd);
  }

  private void sendOrEnd() {
    if (sender.isClosed()) {
      end();
    } else {
      send();
    }
  }

  private void end() {
    ended.complete(Answer.failed(attempts.error(), attempts.mayHaveBeenDone(), attempts.sends()));
  }

  /** Ends it with what is known now, which leaves its outcome open. */
  void abandon(String why) {
    LedgerError error = LedgerError.local(Status.CANCELLED.withDescription(why), true);
    ended.complete(Answer.failed(error, true, 1));
    current.ifPresent(call -> call.cancel(why, null));
  }

  private final class Observer implements StreamObserver<A> {
    private final SentMark mark;
    private Optional<A> answer = Optional.empty();

    Observer(SentMark mark) {
      this.mark = mark;
    }

    @Override
    public void onNext(A message) {
      answer = Optional.of(message);
    }

    @Override
    public void onError(Throwable failure) {
      failed(LedgerError.of(failure, mark.isSent()));
    }

    @Override
    public void onCompleted() {
      if (answer.isPresent()) {
        ended.complete(Answer.of(answer.get(), attempts.sends()));
      } else {
        failed(LedgerError.local(Status.INTERNAL.withDescription("an answer is missing"), true));
      }
    }
  }
}
