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

  private final Throwable timeout =
      new CompletionException(new DriverTimeoutException("timed out"));
  private long nowNanos = 7;
  private CompletableFuture<?> tables = CompletableFuture.completedFuture(null);
  private CompletableFuture<?> log = CompletableFuture.completedFuture(null);
  private final JournalWatch watch =
      new JournalWatch(LONGEST, () -> nowNanos, () -> tables, () -> log);

  @Test
  void the_plug_in_fails_where_the_fence_does_not() {
    // When
    keepsFailing(Step.APPEND, timeout);

    // Then
    assertThat(watch.lost().toCompletableFuture())
        .isCompletedWithValueMatching(reason -> reason.contains("timed out"));
  }

  @Test
  void the_session_of_the_log_fails_where_that_of_the_tables_does_not() {
    // Given
    log = CompletableFuture.failedFuture(timeout);

    // When
    keepsFailing(Step.FENCE, timeout);

    // Then
    assertThat(watch.lost().toCompletableFuture()).isDone();
  }

  @Test
  void the_storage_of_one_book_fails_for_whatever_asks_for_it() {
    // When
    for (int second = 0; second < 90; second++) {
      pass(Step.APPEND, timeout);
      pass(Step.FENCE, timeout);
    }

    // Then
    assertThat(watch.lost().toCompletableFuture()).isNotDone();
  }

  @Test
  void the_storage_does_not_answer_at_all() {
    // Given
    tables = CompletableFuture.failedFuture(timeout);
    log = CompletableFuture.failedFuture(timeout);

    // When
    keepsFailing(Step.FENCE, timeout);

    // Then
    assertThat(watch.lost().toCompletableFuture()).isNotDone();
  }

  @Test
  void what_is_in_one_log_alone_is_no_fault_of_the_journal() {
    // When
    keepsFailing(Step.REPLAY, new IllegalStateException("the log has a gap"));

    // Then
    assertThat(watch.lost().toCompletableFuture()).isNotDone();
  }

  private void keepsFailing(Step step, Throwable failure) {
    for (int second = 0; second < 90; second++) {
      pass(step, failure);
    }
  }

  private void pass(Step step, Throwable failure) {
    nowNanos += Duration.ofSeconds(1).toNanos();
    assertThat(watch.watched(step, CompletableFuture.failedFuture(failure)))
        .isCompletedExceptionally();
  }
}
