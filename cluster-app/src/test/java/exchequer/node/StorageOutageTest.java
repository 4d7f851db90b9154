package exchequer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StorageOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private long nowNanos = 5;
  private CompletionStage<Optional<String>> answer = good();
  private final StorageOutage outage = new StorageOutage(() -> answer, PATIENCE, () -> nowNanos);

  @Test
  void a_node_is_not_ready_before_its_storage_was_there() {
    answer = CompletableFuture.failedFuture(new IllegalStateException("no node"));
    assertThat(problem()).hasValue("no node");
  }

  @Test
  void a_hiccup_of_the_storage_leaves_a_node_ready() {
    // Given
    assertThat(problem()).isEmpty();

    // When
    fail();
    pass(PATIENCE.minusNanos(1));

    // Then
    assertThat(problem()).isEmpty();
  }

  @Test
  void a_storage_that_fails_for_long_makes_a_node_not_ready_until_it_is_back() {
    // Given
    assertThat(problem()).isEmpty();

    // When / Then
    fail();
    pass(PATIENCE);
    assertThat(problem()).hasValue("no node");
    answer = good();
    assertThat(problem()).isEmpty();
  }

  @Test
  void time_in_which_nobody_asked_is_no_failure() {
    // Given
    assertThat(problem()).isEmpty();

    // When
    pass(PATIENCE.multipliedBy(2));
    fail();

    // Then
    assertThat(problem()).isEmpty();
  }

  @Test
  void nobody_waits_for_a_storage_that_was_there() {
    // Given
    assertThat(problem()).isEmpty();

    // When
    answer = new CompletableFuture<>();

    // Then
    assertThat(outage.problem().toCompletableFuture()).isCompletedWithValue(Optional.empty());
  }

  private void fail() {
    answer = CompletableFuture.failedFuture(new IllegalStateException("no node"));
    assertThat(problem()).isEmpty();
  }

  private void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  private Optional<String> problem() {
    return outage.problem().toCompletableFuture().join();
  }

  private static CompletionStage<Optional<String>> good() {
    return CompletableFuture.completedFuture(Optional.empty());
  }
}
