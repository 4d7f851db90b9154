package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AppendTurnsTest {
  private final List<String> came = new ArrayList<>();

  @Test
  void no_more_books_than_allowed_append_at_the_same_time() {
    AppendTurns turns = new AppendTurns(2);

    assertThat(turn(turns, "a").take()).isTrue();
    assertThat(turn(turns, "b").take()).isTrue();
    assertThat(turn(turns, "c").take()).isFalse();
    assertThat(came).isEmpty();
  }

  @Test
  void a_turn_goes_to_the_book_that_has_waited_longest() {
    // Given
    AppendTurns turns = new AppendTurns(1);
    AppendTurns.Turn a = turn(turns, "a");
    AppendTurns.Turn b = turn(turns, "b");
    AppendTurns.Turn c = turn(turns, "c");
    a.take();
    b.take();
    c.take();

    // When
    a.giveBack();
    assertThat(a.take()).isFalse();
    b.giveBack();
    c.giveBack();

    // Then
    assertThat(came).containsExactly("b", "c", "a");
    assertThat(a.take()).isTrue();
  }

  @Test
  void a_book_that_ends_while_it_waits_gets_no_turn() {
    AppendTurns turns = new AppendTurns(1);
    AppendTurns.Turn a = turn(turns, "a");
    AppendTurns.Turn b = turn(turns, "b");
    AppendTurns.Turn c = turn(turns, "c");
    a.take();
    b.take();
    c.take();

    b.end();
    a.end();

    assertThat(came).containsExactly("c");
  }

  @Test
  void a_book_that_gives_back_what_it_does_not_have_keeps_its_place() {
    AppendTurns turns = new AppendTurns(1);
    AppendTurns.Turn a = turn(turns, "a");
    AppendTurns.Turn b = turn(turns, "b");
    a.take();
    b.take();

    b.giveBack();
    a.giveBack();

    assertThat(came).containsExactly("b");
  }

  @Test
  void a_turn_given_back_twice_is_one_turn() {
    AppendTurns turns = new AppendTurns(1);
    AppendTurns.Turn a = turn(turns, "a");
    a.take();

    a.giveBack();
    a.giveBack();

    assertThat(turn(turns, "b").take()).isTrue();
    assertThat(turn(turns, "c").take()).isFalse();
  }

  @Test
  void no_turn_is_lost_and_none_is_made_whatever_books_do() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    AppendTurns turns = new AppendTurns(3);
    List<AppendTurns.Turn> books =
        IntStream.range(0, 10).mapToObj(number -> turn(turns, "" + number)).toList();

    for (int step = 0; step < 10_000; step++) {
      AppendTurns.Turn book = books.get(random.nextInt(books.size()));
      switch (random.nextInt(3)) {
        case 0 -> book.take();
        case 1 -> book.giveBack();
        default -> book.end();
      }
    }
    books.forEach(AppendTurns.Turn::end);

    assertThat(books.stream().filter(AppendTurns.Turn::take)).as("seed " + seed).hasSize(3);
  }

  private AppendTurns.Turn turn(AppendTurns turns, String name) {
    return turns.turn(() -> came.add(name));
  }
}
