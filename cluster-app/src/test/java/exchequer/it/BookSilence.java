package exchequer.it;

import exchequer.ledger.AccountId;
import exchequer.v1.Account;
import exchequer.v1.GetAccountRequest;
import io.grpc.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Asks every book again and again, and knows the longest time in which each gave no answer. */
final class BookSilence implements AutoCloseable {
  private static final int BOOKS = 16;
  private static final long PAUSE_MILLIS = 50;

  private final TestClient client;
  private final Duration deadline;
  private final ScheduledExecutorService pauses = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLongArray answeredNanos = new AtomicLongArray(BOOKS);
  private final AtomicLongArray longestNanos = new AtomicLongArray(BOOKS);

  /**
   * @param deadline of a question: one that gets lost costs as much
   */
  BookSilence(TestClient client, Duration deadline) {
    this.client = client;
    this.deadline = deadline;
    for (int book = 0; book < BOOKS; book++) {
      answeredNanos.set(book, System.nanoTime());
      ask(book, accountOf(book));
    }
  }

  /** One that does not exist: that it does not is an answer of its book. */
  private static GetAccountRequest accountOf(int book) {
    String id =
        IntStream.range(0, 100_000)
            .mapToObj(number -> "silent-" + number)
            .filter(name -> new AccountId(name).book(BOOKS) == book)
            .findFirst()
            .orElseThrow();
    return GetAccountRequest.newBuilder().setName("accounts/" + id).build();
  }

  private void ask(int book, GetAccountRequest request) {
    Observer<Account> answer = new Observer<>(account -> {});
    client
        .streaming()
        .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .getAccount(request, answer);
    var unused =
        answer.ended.whenComplete(
            (done, failed) -> {
              if (Status.fromThrowable(failed).getCode() == Status.Code.NOT_FOUND) {
                answered(book);
              }
              askAgain(book, request);
            });
  }

  private void askAgain(int book, GetAccountRequest request) {
    if (!pauses.isShutdown()) {
      var unused = pauses.schedule(() -> ask(book, request), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void answered(int book) {
    long now = System.nanoTime();
    long silence = now - answeredNanos.getAndSet(book, now);
    longestNanos.accumulateAndGet(book, silence, Math::max);
  }

  /** Forgets what was before. */
  void reset() {
    for (int book = 0; book < BOOKS; book++) {
      longestNanos.set(book, 0);
    }
  }

  /** Waits until every book has answered something from now on; fails when one does not in time. */
  void awaitAnswers(Duration atMost) {
    long from = System.nanoTime();
    Awaitility.await("every book answers")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> IntStream.range(0, BOOKS).allMatch(book -> answeredNanos.get(book) - from > 0));
  }

  /** The longest silence of so many of a hundred books, or less. */
  Duration percentile(int percent) {
    long now = System.nanoTime();
    long[] silences =
        IntStream.range(0, BOOKS)
            .mapToLong(book -> Math.max(longestNanos.get(book), now - answeredNanos.get(book)))
            .toArray();
    Arrays.sort(silences);
    return Duration.ofNanos(silences[Math.min(BOOKS - 1, BOOKS * percent / 100)]);
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "books were silent for at most %d ms (half of them), %d ms (p90), %d ms (all)",
        percentile(50).toMillis(),
        percentile(90).toMillis(),
        percentile(100).toMillis());
  }

  @Override
  public void close() {
    pauses.shutdownNow();
  }
}
