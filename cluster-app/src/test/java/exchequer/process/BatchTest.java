package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.AccountId;
import exchequer.ledger.Answer;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Decision;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchTest {
  @Test
  void answers_alone_fill_a_batch_too() {
    Batch batch = new Batch(1_000_000, 1_000_000);
    int answers = 0;

    while (!batch.isFull() && answers < 10_000) {
      batch.add(
          new QueuedCommand(
              new BookCommand.ReadAccount(new AccountId("a")), Context.NONE, unused -> {}, 0),
          new Decision(List.of(), new Answer.Nobody(), Optional.empty()));
      answers++;
    }

    assertThat(answers).isEqualTo(1_024);
  }
}
