package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import exchequer.book.JournalHealth.Step;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Whose fault a failure is. Each test fails once a second, for longer than is allowed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JournalWatchTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private long nowNanos = 7;
  private CompletableFuture<?> tables = CompletableFuture.completedFuture(null);
  private CompletableFuture<?> log = CompletableFuture.completedFuture(null);
  private final JournalWatch watch =
      new JournalWatch(LONGEST, () -> nowNanos, () -> tables, () -> log);

  @Test
  void the_plug_in_fails_where_the_fence_does_not() {
    // When
    keepsFailing(Step.APPEND);

    // Then
    assertThat(watch.lost().toCompletableFuture())
        .isCompletedWithValueMatching(reason -> reason.contains("timed out"));
  }

  @Test
  void a_failure_that_the_plug_in_keeps_is_known_the_second_time() {
    // Given: also when others come between, and while Cassandra does not answer.
    tables = CompletableFuture.failedFuture(timeout());
    Throwable kept = timeout();
    pass(Step.APPEND, kept);
    pass(Step.REPLAY, timeout());
    pass(Step.FENCE, timeout());
    assertThat(watch.lost().toCompletableFuture()).isNotDone();

    // When
    pass(Step.APPEND, new CompletionException(kept.getCause()));

    // Then
    assertThat(watch.lost().toCompletableFuture())
        .isCompletedWithValueMatching(reason -> reason.contains("can only fail"));
  }

  /** The fence asks once for all who wait. */
  @Test
  void a_read_of_the_fence_that_several_share_is_no_failure_that_is_kept() {
    // Given
    Throwable shared = timeout();

    // When
    pass(Step.FENCE, shared);
    pass(Step.FENCE, shared);

    // Then
    assertThat(watch.lost().toCompletableFuture()).isNotDone();
  }

  @Test
  void the_session_of_the_log_fails_where_that_of_the_tables_does_not() {
    // Given
    log = CompletableFuture.failedFuture(timeout());

    // When
    keepsFailing(Step.FENCE);

    // Then
    assertThat(watch.lost().toCompletableFuture()).isDone();
  }

  @Test
  void the_storage_of_one_book_fails_for_whatever_asks_for_it() {
    // When
    for (int second = 0; second < 90; second++) {
      pass(Step.APPEND, timeout());
      pass(Step.FENCE, timeout());
    }

    // Then
    assertThat(watch.lost().toCompletableFuture()).isNotDone();
  }

  @Test
  void the_storage_does_not_answer_at_all() {
    // Given
    tables = CompletableFuture.failedFuture(timeout());
    log = CompletableFuture.failedFuture(timeout());

    // When
    keepsFailing(Step.FENCE);

    // Then
    assertThat(watch.lost().toCompletableFuture()).isNotDone();
  }

  @Test
  void what_is_in_one_log_alone_is_no_fault_of_the_journal() {
    // When
    for (int second = 0; second < 90; second++) {
      pass(Step.REPLAY, new IllegalStateException("the log has a gap"));
    }

    // Then
    assertThat(watch.lost().toCompletableFuture()).isNotDone();
  }

  private static Throwable timeout() {
    return new CompletionException(new DriverTimeoutException("timed out"));
  }

  private void keepsFailing(Step step) {
    for (int second = 0; second < 90; second++) {
      pass(step, timeout());
    }
  }

  private void pass(Step step, Throwable failure) {
    nowNanos += Duration.ofSeconds(1).toNanos();
    assertThat(watch.watched(step, CompletableFuture.failedFuture(failure)))
        .isCompletedExceptionally();
  }
}
