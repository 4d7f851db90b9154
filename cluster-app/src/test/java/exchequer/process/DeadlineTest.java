package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Limit;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeadlineTest {
  private static final AccountId BANK = new AccountId("bank");
  private static final AccountId ALICE = new AccountId("alice");

  private final World world = new World(1, 10, 4, 6);

  @Test
  void what_nobody_waits_for_any_more_is_not_decided() {
    // Given a transfer that is being appended, and two that wait for that
    open(BANK, Limit.UNBOUNDED);
    open(ALICE, Limit.ZERO);
    Ticket first = world.ask(transfer(), world.homes.get(0));
    long deadlineNanos = world.nanos + Duration.ofSeconds(1).toNanos();
    Ticket hasty = world.ask(transfer(), Context.until(deadlineNanos), world.homes.get(0));
    Ticket patient = world.ask(transfer(), world.homes.get(0));

    // When
    world.pass(Duration.ofSeconds(2));
    world.settle();

    // Then
    assertThat(first.answer()).get().isInstanceOf(BookAnswer.Decided.class);
    assertThat(hasty.answer()).contains(new BookAnswer.Busy());
    assertThat(patient.answer()).get().isInstanceOf(BookAnswer.Decided.class);
    assertThat(world.model.recorded).hasSize(2);
  }

  private void open(AccountId id, Limit floor) {
    world.reply(new BookCommand.OpenAccount(id, Move.EUR, floor, Limit.UNBOUNDED, Map.of()));
  }

  private static BookCommand transfer() {
    return new BookCommand.MakeTransfer(
        new TransferOrder(
            new TransferKey(BANK, UUID.randomUUID()), ALICE, Move.EUR, Amount.of(1), Map.of()));
  }
}
