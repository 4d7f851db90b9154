package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SharedReadTest {
  private final List<CompletableFuture<String>> begun = new ArrayList<>();
  private final SharedRead<String> reads = new SharedRead<>(this::begin);

  private CompletionStage<String> begin() {
    begun.add(new CompletableFuture<>());
    return begun.get(begun.size() - 1);
  }

  @Test
  void one_who_asks_is_not_answered_by_a_read_that_began_before() {
    // Given
    CompletableFuture<String> early = reads.fromNow().toCompletableFuture();
    CompletableFuture<String> late = reads.fromNow().toCompletableFuture();

    // When
    begun.get(0).complete("first");

    // Then
    assertThat(early).isCompletedWithValue("first");
    assertThat(late).isNotDone();
    begun.get(1).complete("second");
    assertThat(late).isCompletedWithValue("second");
  }

  @Test
  void all_who_ask_while_a_read_is_under_way_share_the_next() {
    // Given
    var first = reads.fromNow();
    List<CompletableFuture<String>> later =
        List.of(reads.fromNow().toCompletableFuture(), reads.fromNow().toCompletableFuture());

    // When
    begun.get(0).complete("first");
    begun.get(1).complete("second");

    // Then
    assertThat(first.toCompletableFuture()).isCompleted();
    assertThat(later).allSatisfy(each -> assertThat(each).isCompletedWithValue("second"));
    assertThat(begun).hasSize(2);
  }

  @Test
  void after_a_failure_the_next_read_begins() {
    // Given
    CompletableFuture<String> failing = reads.fromNow().toCompletableFuture();
    CompletableFuture<String> waiting = reads.fromNow().toCompletableFuture();

    // When
    begun.get(0).completeExceptionally(new IllegalStateException("away"));
    begun.get(1).complete("back");

    // Then
    assertThatThrownBy(failing::join).hasMessageContaining("away");
    assertThat(waiting).isCompletedWithValue("back");
    var after = reads.fromNow();
    assertThat(begun).hasSize(3);
    assertThat(after.toCompletableFuture()).isNotDone();
  }
}
