package exchequer.book;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.TimerScheduler;
import exchequer.encoding.Stored;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.TransferKey;
import exchequer.process.Asker;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import exchequer.process.Effects;
import exchequer.process.Timer;
import exchequer.storage.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a book's process does, by its log's actor, Cassandra, Akka's timers and sharding. */
final class BookEffects implements Effects {
  /** Many books recover at once when a node is lost: the last read must not wait for all others. */
  private static final Window TAIL_READS = new Window(64, 5, 100);

  /** Who asked, as an actor. */
  record ReplyTo(ActorRef<BookAnswer> actor) implements Asker {
    @Override
    public void answer(BookAnswer answer) {
      actor.tell(answer);
    }
  }

  private final BookActor.Setup setup;
  private final int number;
  private final Self self;
  private final TimerScheduler<BookMessage> timers;
  private final ActorRef<BookLog.Append> log;
  private final AppendTurns.Turn turn;

  /** By which this life of the book owns the log. */
  private long epoch;

  BookEffects(
      BookActor.Setup setup,
      Self self,
      TimerScheduler<BookMessage> timers,
      ActorRef<BookLog.Append> log) {
    this.setup = setup;
    this.number = setup.number();
    this.self = self;
    this.timers = timers;
    this.log = log;
    this.turn = setup.turns().turn(() -> self.tell(new Internal.TurnCame()));
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
    self.tell(
        setup.tables().fence().confirm(number, epoch),
        done -> new Internal.Confirmed(),
        cause -> new Internal.Broken("confirming what was read", cause));
  }

  @Override
  public void readTail(Set<AccountId> accounts) {
    Map<AccountId, Optional<Account>> found = new ConcurrentHashMap<>();
    self.tell(
        TAIL_READS.forEach(
            List.copyOf(accounts),
            id ->
                setup
                    .tables()
                    .tables()
                    .readAccount(number, id)
                    .thenAccept(account -> found.put(id, account))),
        done -> new Internal.TailRead(found),
        cause -> new Internal.Broken("reading the accounts of the log's tail", cause));
  }

  @Override
  public void readAccount(AccountId account) {
    self.tell(
        setup.tables().tables().readAccount(number, account),
        found -> new Internal.AccountRead(account, found),
        cause -> new Internal.AccountUnreadable(account, cause));
  }

  @Override
  public void readTransfer(TransferKey transfer) {
    self.tell(
        setup.tables().transfers().find(number, transfer),
        found -> new Internal.TransferRead(transfer, found),
        cause -> new Internal.TransferUnreadable(transfer, cause));
  }

  @Override
  public void write(Checkpoint checkpoint) {
    self.tell(
        setup.tables().checkpoints().write(number, checkpoint),
        done -> new Internal.CheckpointWritten(checkpoint),
        cause -> new Internal.CheckpointFailed(checkpoint, cause));
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
