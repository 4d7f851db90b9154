package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Credit;
import exchequer.ledger.Limit;
import exchequer.ledger.TransferKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CommandQueueTest {
  private static final int MAX_PATIENT = 3;
  private static final int CAPACITY = 10;
  private static final long MAX_BYTES = 64 * 1024;
  private final CommandQueue queue = new CommandQueue(CAPACITY, MAX_BYTES, MAX_PATIENT);

  @Test
  void an_outcome_waits_for_a_command_to_go_with() {
    queue.offer(outcome());
    assertThat(queue.hasPatient()).isTrue();
    assertThat(queue.isDue()).isFalse();

    queue.offer(read());

    assertThat(queue.isDue()).isTrue();
  }

  @Test
  void an_outcome_is_due_when_its_patience_ends() {
    queue.offer(outcome());

    queue.patienceEnds();

    assertThat(queue.isDue()).isTrue();
    queue.next();
    queue.offer(outcome());
    assertThat(queue.isDue()).as("the next one has its own time").isFalse();
  }

  @Test
  void as_many_outcomes_as_fill_an_append_are_due() {
    for (int count = 0; count < MAX_PATIENT; count++) {
      assertThat(queue.isDue()).isFalse();
      queue.offer(outcome());
    }

    assertThat(queue.isDue()).isTrue();
  }

  @Test
  void an_outcome_that_comes_back_from_a_read_is_patient_again() {
    queue.offer(outcome());
    QueuedCommand taken = queue.next().orElseThrow();

    queue.unparked(List.of(taken));

    assertThat(queue.isDue()).isFalse();
    assertThat(queue.hasPatient()).isTrue();
    assertThat(queue.next()).contains(taken);
    assertThat(queue.isDue()).isFalse();
  }

  @Test
  void clients_find_as_much_room_as_there_is_whatever_waits_for_reads() {
    fill(CommandQueueTest::read);
    QueuedCommand parked = queue.next().orElseThrow();
    assertThat(queue.offer(read())).isFalse();

    queue.left(parked);

    assertThat(queue.offer(read())).isTrue();
    assertThat(queue.offer(read())).isFalse();
  }

  @Test
  void commands_with_much_metadata_fill_the_queue_before_their_count_does() {
    // Given
    Map<String, String> metadata = Map.of("note", "é".repeat(4_000));
    int taken = 0;

    // When
    while (queue.offer(opening(metadata))) {
      taken++;
    }

    // Then
    assertThat(taken).isBetween(2, (int) (MAX_BYTES / 8_000));
    // And as many again when those have left
    for (int left = 0; left < taken; left++) {
      queue.left(queue.next().orElseThrow());
    }
    for (int again = 0; again < taken; again++) {
      assertThat(queue.offer(opening(metadata))).isTrue();
    }
    assertThat(queue.offer(opening(metadata))).isFalse();
  }

  @Test
  void a_command_larger_than_the_queue_is_taken_when_it_is_alone() {
    Map<String, String> metadata = Map.of("note", "n".repeat((int) MAX_BYTES));

    assertThat(queue.offer(opening(metadata))).isTrue();
    assertThat(queue.offer(read())).isFalse();
  }

  @Test
  void what_is_between_books_has_room_when_clients_have_taken_theirs() {
    fill(CommandQueueTest::read);

    assertThat(queue.offer(credit())).isTrue();
    fill(CommandQueueTest::credit);
    assertThat(queue.offer(outcome())).isTrue();
    fill(CommandQueueTest::outcome);
  }

  /** There is an end to it. */
  private void fill(Supplier<QueuedCommand> commands) {
    int taken = 0;
    while (queue.offer(commands.get())) {
      taken++;
      assertThat(taken).isLessThanOrEqualTo(CAPACITY);
    }
  }

  private static QueuedCommand credit() {
    return queued(
        new BookCommand.AcceptCredit(
            new Credit(
                new TransferKey(new AccountId("a"), UUID.randomUUID()),
                new AccountId("b"),
                Asset.parse("EUR/2"),
                Amount.parse("1"),
                Instant.EPOCH)));
  }

  private static QueuedCommand opening(Map<String, String> metadata) {
    return queued(
        new BookCommand.OpenAccount(
            new AccountId("a"), Asset.parse("EUR/2"), Limit.ZERO, Limit.UNBOUNDED, metadata));
  }

  private static QueuedCommand outcome() {
    TransferKey key = new TransferKey(new AccountId("a"), UUID.randomUUID());
    return queued(new BookCommand.SettleTransfer(key, Optional.empty()));
  }

  private static QueuedCommand read() {
    return queued(new BookCommand.ReadAccount(new AccountId("a")));
  }

  private static QueuedCommand queued(BookCommand command) {
    return new QueuedCommand(command, Context.NONE, unused -> {}, 0);
  }
}
