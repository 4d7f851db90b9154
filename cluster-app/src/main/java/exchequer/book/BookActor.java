package exchequer.book;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Credit;
import exchequer.ledger.Decision;
import exchequer.ledger.InFlight;
import exchequer.ledger.Missing;
import exchequer.ledger.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A book as an actor: commands gather in a queue while an append is on its way, then all that can
 * be decided is decided and appended together. Replies go out when their events are durable.
 *
 * <p>It only wires. Rules are {@link Book}'s; reads that commands wait for, {@link Loads}';
 * transfers sent to other books, {@link InFlightTransfers}'; writing behind the log, {@link
 * Checkpoints}'.
 */
public final class BookActor extends AbstractBehavior<BookMessage> {
  private static final Duration RESTART_AT_LEAST = Duration.ofMillis(200);
  private static final Duration RESTART_AT_MOST = Duration.ofSeconds(10);

  /** What a book's actor works with. */
  record Setup(int number, BookSettings settings, LedgerTables tables, Books books, Clock clock) {}

  private final Setup setup;
  private final BookSettings settings;
  private final ActorRef<BookLog.Append> log;
  private final Self self;
  private final Receive<BookMessage> ownMessages;
  private final CommandQueue queue;
  private final Loads loads;
  private final InFlightTransfers inFlight;
  private final Checkpoints checkpoints;

  private final long startedNanos = System.nanoTime();

  /** Empty until the log's tail is replayed. */
  private Optional<Book> recovered = Optional.empty();

  /** What is being appended. */
  private Optional<Batch> appending = Optional.empty();

  private boolean stopping;

  static Behavior<BookMessage> create(Setup setup) {
    Behavior<BookMessage> book =
        Behaviors.setup(
            context -> Behaviors.withTimers(timers -> new BookActor(context, timers, setup)));
    return Behaviors.supervise(book)
        .onFailure(
            Exception.class,
            SupervisorStrategy.restartWithBackoff(RESTART_AT_LEAST, RESTART_AT_MOST, 0.2));
  }

  private BookActor(
      ActorContext<BookMessage> context, TimerScheduler<BookMessage> timers, Setup setup) {
    super(context);
    context.setLoggerName(BookActor.class); // Else named after what happens to log first.
    this.setup = setup;
    this.settings = setup.settings();
    this.self = new Self(context);
    this.ownMessages = receiveOwn();
    this.queue = new CommandQueue(settings.queueCapacityCommands());
    this.loads = new Loads(self, setup.tables().tables(), setup.number());
    this.inFlight = new InFlightTransfers(settings.resendAfter(), settings.resendAtMost());
    this.checkpoints =
        new Checkpoints(self, timers, setup.tables().checkpoints(), setup.number(), settings);
    timers.startTimerWithFixedDelay(new Internal.ResendDue(), settings.resendAfter().dividedBy(2));
    this.log = context.spawn(BookLog.create(Books.persistenceId(setup.number()), self), "log");
    context.watch(log);
  }

  @Override
  public Receive<BookMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(BookMessage.Request.class, this::onRequest)
        .onMessage(BookMessage.KeepRunning.class, message -> this)
        .onMessage(Internal.Own.class, this::onOwn)
        .onMessage(Internal.CheckpointDue.class, this::onCheckpointDue)
        .onMessage(Internal.RetryCheckpoint.class, this::onRetryCheckpoint)
        .onMessage(Internal.ResendDue.class, this::onResendDue)
        .onMessage(Internal.Stop.class, this::onStop)
        .onSignal(ChildFailed.class, this::onLogFailed)
        .onSignal(PreRestart.class, signal -> onEnd())
        .onSignal(PostStop.class, signal -> onEnd())
        .build();
  }

  private Receive<BookMessage> receiveOwn() {
    return newReceiveBuilder()
        .onMessage(Internal.Recovered.class, this::onRecovered)
        .onMessage(Internal.TailLoaded.class, this::onTailLoaded)
        .onMessage(Internal.Appended.class, this::onAppended)
        .onMessage(Internal.AccountLoaded.class, this::onAccountLoaded)
        .onMessage(Internal.TransferLookedUp.class, this::onTransferLookedUp)
        .onMessage(Internal.AccountLoadFailed.class, this::onAccountLoadFailed)
        .onMessage(Internal.TransferLookupFailed.class, this::onTransferLookupFailed)
        .onMessage(Internal.CheckpointWritten.class, this::onCheckpointWritten)
        .onMessage(Internal.CheckpointFailed.class, this::onCheckpointFailed)
        .onMessage(Internal.Broken.class, this::onBroken)
        .build();
  }

  private Behavior<BookMessage> onOwn(Internal.Own own) throws Exception {
    return self.isMeantBy(own) ? ownMessages.receive(getContext(), own.message()) : this;
  }

  // ---- Recovery: the marker and the log's tail, then the accounts that the tail touches.

  private Behavior<BookMessage> onRecovered(Internal.Recovered log) {
    Map<AccountId, CompletableFuture<Optional<Account>>> reads = new HashMap<>();
    for (AccountId id : Book.touchedBy(log.tail())) {
      reads.put(id, setup.tables().tables().readAccount(setup.number(), id).toCompletableFuture());
    }
    self.tell(
        CompletableFuture.allOf(reads.values().toArray(CompletableFuture[]::new)),
        done -> new Internal.TailLoaded(log, joined(reads)),
        cause -> new Internal.Broken("reading the accounts of the log's tail", cause));
    return this;
  }

  private static Map<AccountId, Optional<Account>> joined(
      Map<AccountId, CompletableFuture<Optional<Account>>> reads) {
    Map<AccountId, Optional<Account>> accounts = new HashMap<>();
    reads.forEach((id, read) -> accounts.put(id, read.join()));
    return accounts;
  }

  private Behavior<BookMessage> onTailLoaded(Internal.TailLoaded loaded) {
    Book book =
        Book.recover(
            setup.number(),
            settings.rules(),
            loaded.log().marker(),
            loaded.accounts(),
            loaded.log().tail());
    recovered = Optional.of(book);
    getContext()
        .getLog()
        .debug(
            "book {} recovered in {} ms: marker {}, {} events after it, {} in flight",
            setup.number(),
            Duration.ofNanos(System.nanoTime() - startedNanos).toMillis(),
            loaded.log().marker().sequenceNr(),
            loaded.log().tail().size(),
            book.inFlight().size());
    book.inFlight().forEach(this::send);
    checkpoints.startIfDue(book);
    decideWaiting(book);
    return this;
  }

  // ---- The way of a command.

  private Behavior<BookMessage> onRequest(BookMessage.Request request) {
    Pending pending = new Pending(request);
    acknowledgeEarly(pending.command);
    if (pending.command instanceof BookCommand.SettleTransfer) {
      queue.add(pending);
    } else if (!queue.offer(pending) && !pending.isBetweenBooks()) {
      pending.replyTo.tell(new BookAnswer.Busy());
    }
    // A credit that finds no room is left to its source's book, which sends it again.
    recovered.ifPresent(this::decideWaiting);
    return this;
  }

  /** What the destination has accepted is done, whatever happens here: nobody needs to wait. */
  private void acknowledgeEarly(BookCommand command) {
    if (command instanceof BookCommand.SettleTransfer settle && settle.refusal().isEmpty()) {
      recovered.flatMap(book -> book.inFlight(settle.key())).ifPresent(inFlight::accepted);
    }
  }

  private void decideWaiting(Book book) {
    while (appending.isEmpty()
        && !stopping
        && !queue.isEmpty()
        && book.unwrittenEvents() < settings.maxUnwrittenEvents()) {
      Batch batch = decideBatch(book);
      if (batch.events().isEmpty()) {
        batch.ruled().forEach(this::deliver);
      } else {
        appending = Optional.of(batch);
        log.tell(new BookLog.Append(batch.events()));
      }
    }
  }

  private Batch decideBatch(Book book) {
    Batch batch = new Batch(settings.batchMaxEvents(), settings.batchMaxBytes());
    while (!batch.isFull()) {
      Optional<Pending> next = queue.next();
      if (next.isEmpty()) {
        break;
      }
      Pending pending = next.get();
      Missing missing = book.missing(pending.command, pending.lookup);
      if (missing.isNothing()) {
        Decision decision = book.decide(pending.command, pending.lookup, now());
        batch.add(pending, decision);
        decision.events().forEach(book::evolve);
      } else {
        queue.parked();
        loads.await(pending, missing, book.sequenceNr());
      }
    }
    return batch;
  }

  private Behavior<BookMessage> onAppended(Internal.Appended appended) {
    Book book = recovered.orElseThrow();
    if (appended.sequenceNr() != book.sequenceNr()) {
      throw new IllegalStateException(
          "the log is at " + appended.sequenceNr() + ", the book at " + book.sequenceNr());
    }
    Batch batch = appending.orElseThrow();
    appending = Optional.empty();
    batch.ruled().forEach(this::deliver);
    if (stopping) {
      return Behaviors.stopped();
    }
    checkpoints.startIfDue(book);
    decideWaiting(book);
    return this;
  }

  private void deliver(Batch.Ruled ruled) {
    Decision decision = ruled.decision();
    ActorRef<BookAnswer> replyTo = ruled.pending().replyTo;
    Reply reply = decision.reply();
    if (reply instanceof Reply.TransferInFlight begun) {
      decision.creditToSend().ifPresent(credit -> send(begun.transfer()));
      deliverInFlight(ruled.pending(), begun.transfer(), decision.events().isEmpty());
    } else if (reply instanceof Reply.CreditDecided decided) {
      setup
          .books()
          .tell(
              decided.key().source(),
              new BookCommand.SettleTransfer(decided.key(), decided.refusal()));
    } else {
      if (reply instanceof Reply.TransferOutcome outcome) {
        inFlight.settled(outcome.transfer());
      }
      replyTo.tell(new BookAnswer.Decided(reply));
    }
  }

  private void deliverInFlight(Pending pending, InFlight transfer, boolean replayed) {
    if (pending.command instanceof BookCommand.MakeTransfer) {
      inFlight.await(transfer, pending.replyTo, replayed);
    } else {
      pending.replyTo.tell(
          new BookAnswer.Decided(
              inFlight.isAccepted(transfer.order().key())
                  ? new Reply.TransferOutcome(InFlightTransfers.posted(transfer), false)
                  : new Reply.TransferInFlight(transfer)));
    }
  }

  private void send(InFlight transfer) {
    inFlight.sent(transfer.order().key(), System.nanoTime());
    Credit credit = transfer.credit();
    setup.books().tell(credit.destination(), new BookCommand.AcceptCredit(credit));
  }

  private Behavior<BookMessage> onResendDue(Internal.ResendDue due) {
    recovered.ifPresent(
        book -> {
          for (InFlight transfer : inFlight.due(book.inFlight(), System.nanoTime())) {
            Credit credit = transfer.credit();
            setup.books().tell(credit.destination(), new BookCommand.AcceptCredit(credit));
          }
        });
    return this;
  }

  // ---- Reads that commands wait for.

  private Behavior<BookMessage> onAccountLoaded(Internal.AccountLoaded loaded) {
    Book book = recovered.orElseThrow();
    book.loaded(loaded.id(), loaded.account());
    queue.unparked(loads.loaded(loaded.id()));
    decideWaiting(book);
    return this;
  }

  private Behavior<BookMessage> onTransferLookedUp(Internal.TransferLookedUp found) {
    queue.unparked(loads.lookedUp(found.key(), found.lookup()));
    decideWaiting(recovered.orElseThrow());
    return this;
  }

  private Behavior<BookMessage> onAccountLoadFailed(Internal.AccountLoadFailed failed) {
    return abandon(loads.failed(failed.id()), failed.cause());
  }

  private Behavior<BookMessage> onTransferLookupFailed(Internal.TransferLookupFailed failed) {
    return abandon(loads.failed(failed.key()), failed.cause());
  }

  private Behavior<BookMessage> abandon(List<Pending> waiting, Throwable cause) {
    getContext()
        .getLog()
        .warn("book {} could not read what commands need: {}", setup.number(), cause.toString());
    queue.unparkedForGood(waiting.size());
    waiting.forEach(
        pending -> pending.replyTo.tell(new BookAnswer.Unknown("the storage does not answer")));
    return this;
  }

  // ---- Writing behind the log.

  private Behavior<BookMessage> onCheckpointDue(Internal.CheckpointDue due) {
    checkpoints.timeHasCome();
    // While an append is on its way the state is ahead of the log: startIfDue follows the append.
    recovered.filter(book -> appending.isEmpty()).ifPresent(checkpoints::startIfDue);
    return this;
  }

  private Behavior<BookMessage> onCheckpointWritten(Internal.CheckpointWritten written) {
    Book book = recovered.orElseThrow();
    if (book.written(written.checkpoint())) {
      checkpoints.written();
    }
    decideWaiting(book);
    return this;
  }

  private Behavior<BookMessage> onCheckpointFailed(Internal.CheckpointFailed failed) {
    checkpoints.failed(failed);
    return this;
  }

  private Behavior<BookMessage> onRetryCheckpoint(Internal.RetryCheckpoint retry) {
    checkpoints.write(retry.checkpoint());
    return this;
  }

  // ---- The end.

  private Behavior<BookMessage> onStop(Internal.Stop stop) {
    stopping = true;
    // Its region knows already that it moves, so that this waits for it at its new home.
    setup.books().keepRunning(setup.number());
    return appending.isPresent() ? this : Behaviors.stopped();
  }

  private Behavior<BookMessage> onLogFailed(ChildFailed failed) {
    throw new BookFailedException("the log of book " + setup.number(), failed.getCause());
  }

  private Behavior<BookMessage> onBroken(Internal.Broken broken) {
    throw new BookFailedException(broken.what(), broken.cause());
  }

  private Behavior<BookMessage> onEnd() {
    BookAnswer unknown = new BookAnswer.Unknown("the book moves or starts again");
    appending.ifPresent(
        batch -> batch.ruled().forEach(ruled -> ruled.pending().replyTo.tell(unknown)));
    queue.forEach(pending -> sendOn(pending, unknown));
    loads.waiting().forEach(pending -> sendOn(pending, unknown));
    inFlight.abandon(unknown);
    return this;
  }

  /** What is not decided is decided by this book at its new home, if it moves. */
  private void sendOn(Pending pending, BookAnswer otherwise) {
    if (stopping) {
      setup
          .books()
          .sendOn(setup.number(), new BookMessage.Request(pending.command, pending.replyTo));
    } else {
      pending.replyTo.tell(otherwise);
    }
  }

  private Instant now() {
    return setup.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }
}
