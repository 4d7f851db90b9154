package exchequer.book;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.ledger.TransferKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
  private static final int MAX_PATIENT = 3;
  private final CommandQueue queue = new CommandQueue(10, MAX_PATIENT);

  @Test
  void an_outcome_waits_for_a_command_to_go_with() {
    queue.add(outcome());
    assertThat(queue.hasPatient()).isTrue();
    assertThat(queue.isDue()).isFalse();

    queue.offer(read());

    assertThat(queue.isDue()).isTrue();
  }

  @Test
  void an_outcome_is_due_when_its_patience_ends() {
    queue.add(outcome());

    queue.patienceEnds();

    assertThat(queue.isDue()).isTrue();
    queue.next();
    queue.add(outcome());
    assertThat(queue.isDue()).as("the next one has its own time").isFalse();
  }

  @Test
  void as_many_outcomes_as_fill_an_append_are_due() {
    for (int count = 0; count < MAX_PATIENT; count++) {
      assertThat(queue.isDue()).isFalse();
      queue.add(outcome());
    }

    assertThat(queue.isDue()).isTrue();
  }

  @Test
  void an_outcome_that_comes_back_from_a_read_is_patient_again() {
    queue.add(outcome());
    Pending taken = queue.next().orElseThrow();
    queue.parked();

    queue.unparked(List.of(taken));

    assertThat(queue.isDue()).isFalse();
    assertThat(queue.hasPatient()).isTrue();
    assertThat(queue.next()).contains(taken);
    assertThat(queue.isDue()).isFalse();
  }

  private static Pending outcome() {
    TransferKey key = new TransferKey(new AccountId("a"), UUID.randomUUID());
    return pending(new BookCommand.SettleTransfer(key, Optional.empty()));
  }

  private static Pending read() {
    return pending(new BookCommand.ReadAccount(new AccountId("a")));
  }

  private static Pending pending(BookCommand command) {
    return new Pending(new BookMessage.Request(command, TestInbox.<BookAnswer>create().getRef()));
  }
}
