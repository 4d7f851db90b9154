package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Outcome;
import exchequer.ledger.Refusal;
import exchequer.ledger.Reply;
import exchequer.ledger.TransferKey;
import java.util.List;
import java.util.Optional;

/** A client that waits for an answer, and knows what must be true of it. */
final class Ticket implements Asker {
  private final World world;
  private final BookCommand command;
  private final Context context;
  private final Known asked;
  private final int askedAt;
  private Optional<BookAnswer> answer = Optional.empty();
  private Home home;

  /**
   * What was so when the client asked: no answer may be older.
   *
   * @param states of the account, so many
   */
  private record Known(
      boolean recorded, boolean decided, boolean opened, int states, int lastFull) {}

  Ticket(World world, BookCommand command, Context context) {
    this.world = world;
    this.command = command;
    this.context = context;
    LedgerModel model = world.model;
    boolean recorded = key().filter(model.recorded::containsKey).isPresent();
    boolean decided = key().filter(model.outcomes::containsKey).isPresent();
    this.asked =
        new Known(
            recorded,
            decided,
            model.sheets.containsKey(command.home()),
            model.states(command.home()).size(),
            command instanceof BookCommand.MakeTransfer make ? world.lastFull(make.order()) : 0);
    this.askedAt = world.events();
  }

  private Optional<TransferKey> key() {
    if (command instanceof BookCommand.MakeTransfer make) {
      return Optional.of(make.order().key());
    }
    return command instanceof BookCommand.ReadTransfer read
        ? Optional.of(read.key())
        : Optional.empty();
  }

  Optional<BookAnswer> answer() {
    return answer;
  }

  BookCommand command() {
    return command;
  }

  Context context() {
    return context;
  }

  /** The home that has the command now. */
  Home home() {
    return home;
  }

  void isAt(Home asked) {
    home = asked;
  }

  @Override
  public String toString() {
    return command.toString();
  }

  @Override
  public void answer(BookAnswer given) {
    assertThat(answer).as("an answer to %s, and then %s", command, given).isEmpty();
    answer = Optional.of(given);
    Coverage.count(given.getClass().getSimpleName());
    if (given instanceof BookAnswer.Decided decided) {
      check(decided.reply());
    }
    world.answered(this, given);
  }

  private void check(Reply reply) {
    if (reply instanceof Reply.TransferOutcome outcome) {
      checkOutcome(outcome);
    } else if (reply instanceof Reply.TransferInFlight transfer) {
      assertThat(world.model.recorded).containsKey(transfer.transfer().order().key());
      assertThat(asked.decided()).as("in flight after it was decided").isFalse();
    } else if (reply instanceof Reply.AccountState state) {
      List<LedgerModel.State> states = world.model.states(state.account().id());
      assertThat(states.subList(Math.max(asked.states() - 1, 0), states.size()))
          .as("an account as it was since the question")
          .contains(LedgerModel.State.of(state.account()));
    } else if (reply instanceof Reply.Rejected rejected) {
      Coverage.count("" + rejected.refusal());
      checkRejection(rejected.refusal());
    }
  }

  private void checkOutcome(Reply.TransferOutcome outcome) {
    Outcome.OfTransfer transfer = outcome.transfer();
    TransferKey key = transfer.key();
    LedgerModel model = world.model;
    transfer.refusal().ifPresent(refusal -> Coverage.count("" + refusal));
    Coverage.countIf(outcome.replayed(), "replayed outcome");
    assertThat(transfer.order()).isEqualTo(model.recorded.get(key));
    if (command instanceof BookCommand.MakeTransfer make) {
      assertThat(transfer.order()).isEqualTo(make.order());
      if (!outcome.replayed()) {
        assertThat(asked.decided()).as("%s is new", key).isFalse();
      }
    }
    // Accepted at the destination is final, before the source has it in its log.
    boolean isAcceptedEarly = !model.outcomes.containsKey(key);
    Coverage.countIf(isAcceptedEarly, "answered before the source has the outcome");
    assertThat(transfer.refusal())
        .as("what is said of %s", key)
        .isEqualTo(isAcceptedEarly ? model.credits.get(key) : model.outcomes.get(key));
  }

  private void checkRejection(Refusal refusal) {
    switch (refusal) {
      case BOOK_BUSY -> {
        var order = ((BookCommand.MakeTransfer) command).order();
        assertThat(Math.max(asked.lastFull(), world.lastFull(order)))
            .as("the books were as full as they may be since the question")
            .isGreaterThanOrEqualTo(askedAt);
      }
      case TRANSFER_NOT_FOUND -> assertThat(asked.recorded()).as("a transfer is there").isFalse();
      case TRANSFER_ID_FROM_FUTURE -> assertThat(asked.recorded()).as("a known id").isFalse();
      case TRANSFER_ID_REUSED ->
          assertThat(world.model.recorded.get(key().orElseThrow()))
              .isNotNull()
              .isNotEqualTo(((BookCommand.MakeTransfer) command).order());
      case ACCOUNT_NOT_FOUND -> assertThat(asked.opened()).as("an account is there").isFalse();
      case ACCOUNT_EXISTS -> {
        AccountId id = command.home();
        assertThat(command).isNotEqualTo(world.model.sheets.get(id).creation);
      }
      default -> {
        // By the account's state at some moment since the question.
      }
    }
  }
}
