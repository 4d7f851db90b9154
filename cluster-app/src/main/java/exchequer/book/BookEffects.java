package exchequer.book;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import exchequer.encoding.Stored;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.RowKey;
import exchequer.process.Asker;
import exchequer.process.BookAnswer;
import exchequer.process.BookProcess;
import exchequer.process.Context;
import exchequer.process.Effects;
import exchequer.process.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a book's process does, by its log's actor, Cassandra, Akka's timers and sharding. */
final class BookEffects implements Effects {
  /** Who asked, as an actor. */
  record ReplyTo(ActorRef<BookAnswer> actor) implements Asker {
    @Override
    public void answer(BookAnswer answer) {
      actor.tell(answer);
    }
  }

  private final BookActor.Setup setup;
  private final int number;
  private final Incarnation book;
  private final TimerScheduler<BookMessage> timers;
  private final ActorRef<BookLog.Append> log;
  private final AppendTurns.Turn turn;

  /** By which this life of the book owns the log. */
  private long epoch;

  BookEffects(
      BookActor.Setup setup,
      Incarnation book,
      TimerScheduler<BookMessage> timers,
      ActorRef<BookLog.Append> log) {
    this.setup = setup;
    this.number = setup.number();
    this.book = book;
    this.timers = timers;
    this.log = log;
    this.turn = setup.turns().turn(() -> book.input(BookProcess::turnCame));
  }

  /** The log is owned by this epoch. */
  void owns(long claimed) {
    epoch = claimed;
  }

  /** The book ends here: else one less would append on this node, for good. */
  void end() {
    turn.end();
  }

  @Override
  public void append(List<Stored> events) {
    log.tell(new BookLog.Append(events));
  }

  @Override
  public void confirm() {
    book.tell(
        setup.tables().fence().confirm(number, epoch),
        done -> new Internal.Input(BookProcess::confirmed),
        cause -> new Internal.Broken("confirming what was read", cause));
  }

  @Override
  public void readTail(Set<AccountId> accounts) {
    book.tell(
        setup.tables().store().readAccounts(number, accounts),
        found -> new Internal.Input(process -> process.tailRead(found)),
        cause -> new Internal.Broken("reading the accounts of the log's tail", cause));
  }

  @Override
  public void read(RowKey row) {
    book.tell(
        setup.tables().store().read(number, row),
        found -> new Internal.Input(process -> process.read(found)),
        cause -> new Internal.Input(process -> process.unreadable(row, cause)));
  }

  @Override
  public void write(Checkpoint checkpoint) {
    book.tell(
        setup.tables().store().write(number, checkpoint),
        done -> new Internal.Input(process -> process.checkpointWritten(checkpoint)),
        cause -> new Internal.Input(process -> process.checkpointFailed(checkpoint, cause)));
  }

  @Override
  public void send(BookCommand command) {
    setup.books().tell(command);
  }

  @Override
  public void sendOn(BookCommand command, Context context, Asker asker) {
    setup
        .books()
        .sendOn(number, new BookMessage.Request(command, context, ((ReplyTo) asker).actor()));
  }

  @Override
  public boolean takeTurn() {
    return turn.take();
  }

  @Override
  public void giveTurnBack() {
    turn.giveBack();
  }

  @Override
  public void remind(Timer timer, Duration first, Duration interval) {
    timers.startTimerWithFixedDelay(new Internal.TimeIsUp(timer), first, interval);
  }

  @Override
  public void remind(Timer timer, Duration after) {
    timers.startSingleTimer(new Internal.TimeIsUp(timer), after);
  }
}
