package exchequer.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.campaign.Operation.Balance;
import exchequer.campaign.Operation.ReadAccount;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SilencesTest {
  private static final Answer NONE = Answer.unknown("UNAVAILABLE");

  @Test
  void a_silence_is_from_the_first_that_asks_to_the_next_answer() {
    assertThat(longest(read(0, 10, Answer.READ), read(50, 60, NONE), read(70, 95, Answer.READ)))
        .isEqualTo(new Silences.Silence(3, 50, 95));
  }

  @Test
  void who_asks_already_when_the_last_answer_comes_counts_from_then() {
    assertThat(longest(read(0, 10, Answer.READ), read(5, 90, NONE), read(60, 100, Answer.READ)))
        .isEqualTo(new Silences.Silence(3, 10, 100));
  }

  @Test
  void a_book_that_never_answers_again_is_silent_to_the_end() {
    assertThat(longest(read(0, 10, Answer.READ), read(20, 90, NONE), read(60, 200, NONE)))
        .isEqualTo(new Silences.Silence(3, 20, 200));
  }

  @Test
  void a_busy_book_has_not_answered() {
    Answer busy = new Answer(Answer.Kind.NOT_DONE, "BOOK_BUSY", false);
    assertThat(longest(read(0, 40, busy), read(45, 70, Answer.NOT_FOUND)))
        .isEqualTo(new Silences.Silence(3, 0, 70));
  }

  private static Silences.Silence longest(ReadAccount... reads) {
    return Silences.longest(List.of(reads), account -> 3).get(3);
  }

  private static ReadAccount read(long began, long ended, Answer answer) {
    return new ReadAccount(new Call(0, 1, began, ended), "any", answer, Balance.NONE);
  }
}
