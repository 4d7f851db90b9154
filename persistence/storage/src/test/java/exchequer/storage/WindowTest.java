package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WindowTest {
  private static final int WIDTH = 3;
  private static final int ATTEMPTS = 3;

  private final Window window = new Window(WIDTH, ATTEMPTS, 1);
  private final List<Integer> items = IntStream.range(0, 10).boxed().toList();

  @Test
  void never_has_more_under_way_than_its_width_and_does_all() {
    // Given
    List<CompletableFuture<Void>> asked = new ArrayList<>();
    CompletionStage<Void> all =
        window.forEach(
            items,
            item -> {
              asked.add(new CompletableFuture<>());
              return asked.get(asked.size() - 1);
            });

    for (int answered = 0; answered < items.size(); answered++) {
      assertThat(asked).hasSize(Math.min(items.size(), answered + WIDTH));
      assertThat(all.toCompletableFuture()).isNotDone();
      asked.get(answered).complete(null);
    }

    assertThat(all.toCompletableFuture()).isCompleted();
  }

  @Test
  void asks_again_only_what_failed() throws Exception {
    // Given
    Map<Integer, Integer> attempts = new HashMap<>();

    // When
    window
        .forEach(
            items,
            item -> {
              int attempt;
              synchronized (attempts) {
                attempt = attempts.merge(item, 1, Integer::sum);
              }
              return item == 4 && attempt < ATTEMPTS
                  ? CompletableFuture.failedFuture(new IllegalStateException("timed out"))
                  : CompletableFuture.completedFuture(null);
            })
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);

    // Then
    items.forEach(item -> assertThat(attempts).containsEntry(item, item == 4 ? ATTEMPTS : 1));
  }

  @Test
  void fails_when_the_last_attempt_fails_and_asks_nothing_more() {
    // Given
    List<Integer> asked = new ArrayList<>();

    // When
    CompletableFuture<Void> all =
        new Window(1, 1, 1)
            .forEach(
                items,
                item -> {
                  asked.add(item);
                  return item == 2
                      ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                      : CompletableFuture.completedFuture(null);
                })
            .toCompletableFuture();

    // Then
    assertThatThrownBy(all::join).hasRootCauseMessage("away");
    assertThat(asked).containsExactly(0, 1, 2);
  }

  @Test
  void is_done_at_once_with_nothing_to_do() {
    assertThat(window.forEach(List.of(), item -> new CompletableFuture<>()).toCompletableFuture())
        .isCompleted();
  }
}
