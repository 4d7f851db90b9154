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
import exchequer.ledger.Book;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Decision;
import exchequer.ledger.Missing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A book as an actor: commands gather in a queue while an append is on its way, then all that can
 * be decided is decided and appended together. Replies go out when their events are durable.
 *
 * <p>It only wires. Rules are {@link Book}'s; the start, {@link Recovery}'s; reads that commands
 * wait for, {@link Loads}'; when to append, {@link AppendTurns}'; what goes to clients and other
 * books, {@link Deliveries}'; writing behind the log, {@link Checkpoints}'.
 */
public final class BookActor extends AbstractBehavior<BookMessage> {
  private static final Duration RESTART_AT_LEAST = Duration.ofMillis(200);

  /** Shorter than what a book that moves is waited for: cluster.conf, handoff-timeout less 5 s. */
  private static final Duration RESTART_AT_MOST = Duration.ofSeconds(5);

  /** What comes while the book waits to start again; more is answered "busy" (LostCommands). */
  private static final int RESTART_STASH_COMMANDS = 1_000;

  /** What a book's actor works with. */
  record Setup(
      int number,
      BookSettings settings,
      LedgerTables tables,
      AppendTurns turns,
      BookRoutes books,
      Pulse pulse,
      Clock clock) {}

  private final Setup setup;
  private final BookSettings settings;
  private final ActorRef<BookLog.Append> log;
  private final Self self;
  private final Receive<BookMessage> ownMessages;
  private final CommandQueue queue;
  private final Loads loads;
  private final AppendTurns.Turn turn;
  private final Deliveries deliveries;
  private final Checkpoints checkpoints;
  private final Recovery recovery;
  private final TimerScheduler<BookMessage> timers;

  /** Empty until the log's tail is replayed. */
  private Optional<Book> recovered = Optional.empty();

  /** By which this incarnation owns the log. */
  private long epoch;

  /** What was decided and is not yet known to count: it is being appended, or confirmed. */
  private Optional<Batch> underWay = Optional.empty();

  private long underWaySinceNanos;

  /** Whether the book moves away; a restart does not forget it. */
  private final AtomicBoolean stopping;

  static Behavior<BookMessage> create(Setup setup) {
    AtomicBoolean stopping = new AtomicBoolean();
    Behavior<BookMessage> book =
        Behaviors.setup(
            context ->
                stopping.get()
                    ? Behaviors.stopped() // LostCommands sends on what had come meanwhile.
                    : Behaviors.withTimers(
                        timers -> new BookActor(context, timers, setup, stopping)));
    return Behaviors.supervise(book)
        .onFailure(
            Exception.class,
            SupervisorStrategy.restartWithBackoff(RESTART_AT_LEAST, RESTART_AT_MOST, 0.2)
                .withStashCapacity(RESTART_STASH_COMMANDS));
  }

  private BookActor(
      ActorContext<BookMessage> context,
      TimerScheduler<BookMessage> timers,
      Setup setup,
      AtomicBoolean stopping) {
    super(context);
    this.stopping = stopping;
    context.setLoggerName(BookActor.class); // Else named after what happens to log first.
    this.setup = setup;
    this.settings = setup.settings();
    this.self = new Self(context);
    this.ownMessages = receiveOwn();
    this.timers = timers;
    this.queue =
        new CommandQueue(
            settings.queueCapacityCommands(), settings.queueMaxBytes(), settings.batchMaxEvents());
    this.loads = new Loads(self, setup.tables(), setup.number());
    this.turn = setup.turns().turn(() -> self.tell(new Internal.TurnCame()));
    this.deliveries = new Deliveries(setup.books(), settings);
    this.recovery = new Recovery(self, setup.tables().tables(), setup.number(), settings);
    this.checkpoints =
        new Checkpoints(self, timers, setup.tables().checkpoints(), setup.number(), settings);
    timers.startTimerWithFixedDelay(new Internal.ResendDue(), settings.resendAfter().dividedBy(2));
    timers.startTimerWithFixedDelay(
        new Internal.AppendCheck(), settings.appendTimeout().dividedBy(2));
    this.log = context.spawn(BookLog.create(setup.number(), setup.tables().fence(), self), "log");
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
        .onMessage(Internal.SettleDue.class, this::onSettleDue)
        .onMessage(Internal.ResendDue.class, this::onResendDue)
        .onMessage(Internal.AppendCheck.class, this::onAppendCheck)
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
        .onMessage(Internal.TurnCame.class, this::onTurn)
        .onMessage(Internal.Appended.class, this::onAppended)
        .onMessage(Internal.Confirmed.class, this::onConfirmed)
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
    if (stopping.get()) {
      return Behaviors.stopped();
    }
    epoch = log.epoch();
    recovery.readAccounts(log);
    return this;
  }

  private Behavior<BookMessage> onTailLoaded(Internal.TailLoaded loaded) {
    Book book = recovery.book(loaded);
    recovered = Optional.of(book);
    Duration ahead = book.aheadOf(now());
    if (ahead.compareTo(settings.rules().clockSkew()) > 0) {
      getContext()
          .getLog()
          .warn(
              "the newest event of book {} is {} ahead of this node's clock: this clock is behind,"
                  + " or the one of the node that had the book before was ahead",
              setup.number(),
              ahead);
    }
    deliveries.sendAll(book);
    checkpoints.startIfDue(book);
    decideWaiting(book);
    return this;
  }

  // ---- The way of a command.

  private Behavior<BookMessage> onRequest(BookMessage.Request request) {
    Pending pending = new Pending(request);
    boolean isToDecide =
        recovered.map(book -> deliveries.isToDecide(pending.command, book)).orElse(true);
    if (isToDecide && !queue.offer(pending)) {
      drop(pending, new BookAnswer.Busy());
    }
    recovered.ifPresent(this::decideWaiting);
    return this;
  }

  private void decideWaiting(Book book) {
    while (mayDecide(book) && turn.take()) {
      Batch batch = decideBatch(book);
      if (!batch.events().isEmpty()) {
        await(batch);
        log.tell(new BookLog.Append(batch.events()));
      } else {
        turn.giveBack();
        confirm(batch);
      }
    }
    boundPatience();
  }

  private void await(Batch batch) {
    underWay = Optional.of(batch);
    underWaySinceNanos = System.nanoTime();
  }

  /**
   * What is answered without an append was read from a state that another owner may have left
   * behind: it is told only when this book was not taken by then.
   */
  private void confirm(Batch batch) {
    if (!batch.ruled().isEmpty()) {
      await(batch);
      self.tell(
          setup.tables().fence().confirm(setup.number(), epoch),
          done -> new Internal.Confirmed(),
          cause -> new Internal.Broken("confirming what was read", cause));
    }
  }

  /** However commands came into the queue, the patient ones don't wait for ever. */
  private void boundPatience() {
    Internal.SettleDue due = new Internal.SettleDue();
    if (queue.hasPatient() && !timers.isTimerActive(due)) {
      timers.startSingleTimer(due, settings.settleWithin());
    }
  }

  private boolean mayDecide(Book book) {
    return underWay.isEmpty()
        && !stopping.get()
        && setup.pulse().isUnbroken()
        && queue.isDue()
        && book.unwrittenEvents() < settings.maxUnwrittenEvents()
        && book.unwrittenBytes() < settings.maxUnwrittenBytes();
  }

  private Behavior<BookMessage> onTurn(Internal.TurnCame came) {
    decideWaiting(recovered.orElseThrow());
    if (underWay.isEmpty()) {
      turn.giveBack(); // Nothing is left to decide.
    }
    return this;
  }

  private Batch decideBatch(Book book) {
    Batch batch = new Batch(settings.batchMaxEvents(), settings.batchMaxBytes());
    while (!batch.isFull()) {
      Optional<Pending> next = queue.next();
      if (next.isEmpty()) {
        break;
      }
      if (isTooLate(next.get())) {
        queue.left(next.get());
        drop(next.get(), new BookAnswer.Busy());
        continue;
      }
      try {
        decide(book, next.get(), batch);
      } catch (RuntimeException failed) {
        // The book starts again, and has these commands nowhere else.
        BookAnswer unknown = new BookAnswer.Unknown("a fault in the book");
        batch.answer(unknown);
        next.get().replyTo.tell(unknown);
        throw failed;
      }
    }
    return batch;
  }

  /**
   * Of more than a book can do, what is decided should still have someone who waits for it: else a
   * long queue would have it work for nobody, and go on so for as long as the queue is.
   */
  private boolean isTooLate(Pending pending) {
    return pending.isOfClient() && pending.waitedNanos() > settings.queueMaxTime().toNanos();
  }

  private void decide(Book book, Pending pending, Batch batch) {
    Missing missing = book.missing(pending.command, pending.lookup);
    if (missing.isNothing()) {
      Instant now = now();
      Decision decision = book.decide(pending.command, pending.lookup, now);
      batch.add(pending, decision);
      queue.left(pending);
      decision.events().forEach(book::evolve);
      warnOfWrongClock(decision.events(), now);
    } else {
      loads.await(pending, missing, book.sequenceNr());
    }
  }

  private void warnOfWrongClock(List<BookEvent> events, Instant now) {
    for (BookEvent event : events) {
      if (event instanceof BookEvent.CreditFromFutureMet met) {
        getContext()
            .getLog()
            .warn(
                "book {} met a credit from {} ahead of this node's clock: one of two clocks is"
                    + " wrong, this node's or that of the node that sent the credit",
                setup.number(),
                Duration.between(now, met.begunAt()));
      }
    }
  }

  private Behavior<BookMessage> onAppended(Internal.Appended appended) {
    Book book = recovered.orElseThrow();
    book.appended();
    if (appended.appendNr() != book.appendNr()) {
      throw new IllegalStateException(
          "the log is at append " + appended.appendNr() + ", the book at " + book.appendNr());
    }
    turn.giveBack();
    return counts(book);
  }

  private Behavior<BookMessage> onConfirmed(Internal.Confirmed confirmed) {
    return counts(recovered.orElseThrow());
  }

  /** What was under way is durable where it has to be, and this book was its owner. */
  private Behavior<BookMessage> counts(Book book) {
    Batch batch = underWay.orElseThrow();
    underWay = Optional.empty();
    boolean isRunning = setup.pulse().isUnbroken();
    if (isRunning) {
      batch.ruled().forEach(deliveries::deliver);
    } else {
      batch.answer(new BookAnswer.Unknown("the book's node stood still"));
    }
    if (stopping.get()) {
      return Behaviors.stopped();
    }
    if (isRunning) {
      checkpoints.startIfDue(book);
      decideWaiting(book);
    }
    return this;
  }

  private Behavior<BookMessage> onSettleDue(Internal.SettleDue due) {
    queue.patienceEnds();
    recovered.ifPresent(this::decideWaiting);
    return this;
  }

  private Behavior<BookMessage> onResendDue(Internal.ResendDue due) {
    recovered.filter(book -> setup.pulse().isUnbroken()).ifPresent(deliveries::sendAgain);
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
    waiting.forEach(queue::left);
    waiting.forEach(
        pending -> drop(pending, new BookAnswer.Unknown("the storage does not answer")));
    return this;
  }

  /** The command is not decided, and waits no more. */
  private void drop(Pending pending, BookAnswer answer) {
    deliveries.dropped(pending.command);
    pending.replyTo.tell(answer);
  }

  // ---- Writing behind the log.

  private Behavior<BookMessage> onCheckpointDue(Internal.CheckpointDue due) {
    checkpoints.timeHasCome();
    // While an append is on its way the state is ahead of the log: startIfDue follows the append.
    recovered
        .filter(book -> underWay.isEmpty() && setup.pulse().isUnbroken())
        .ifPresent(checkpoints::startIfDue);
    return this;
  }

  private Behavior<BookMessage> onCheckpointWritten(Internal.CheckpointWritten written) {
    Book book = recovered.orElseThrow();
    if (book.written(written.checkpoint())) {
      checkpoints.written();
    }
    if (underWay.isEmpty()) {
      checkpoints.startIfDue(book); // The book may wait for just that.
    }
    decideWaiting(book);
    return this;
  }

  private Behavior<BookMessage> onCheckpointFailed(Internal.CheckpointFailed failed) {
    checkpoints.failed(failed);
    return this;
  }

  private Behavior<BookMessage> onRetryCheckpoint(Internal.RetryCheckpoint retry) {
    checkpoints.retry();
    return this;
  }

  // ---- The end.

  private Behavior<BookMessage> onStop(Internal.Stop stop) {
    stopping.set(true);
    // Its region knows already that it moves, so that this waits for it at its new home.
    setup.books().keepRunning(setup.number());
    // A claim of its log that is still on its way must not depose the next owner.
    boolean isClaiming = epoch == 0;
    return underWay.isPresent() || isClaiming ? this : Behaviors.stopped();
  }

  private Behavior<BookMessage> onLogFailed(ChildFailed failed) {
    return startOver("the log of book " + setup.number(), failed.getCause());
  }

  private Behavior<BookMessage> onBroken(Internal.Broken broken) {
    return startOver(broken.what(), broken.cause());
  }

  private Behavior<BookMessage> onAppendCheck(Internal.AppendCheck check) {
    boolean isOverdue =
        underWay.isPresent()
            && System.nanoTime() - underWaySinceNanos >= settings.appendTimeout().toNanos();
    return isOverdue
        ? startOver("an append of book " + setup.number(), new TimeoutException("no answer"))
        : this;
  }

  /** Here, or at its new home if the book moves. */
  private Behavior<BookMessage> startOver(String what, Throwable cause) {
    if (DeposedException.isByAnotherNode(cause)) {
      setup.tables().fence().giveUp(cause);
    }
    if (stopping.get()) {
      return Behaviors.stopped();
    }
    throw new BookFailedException(what, cause);
  }

  private Behavior<BookMessage> onEnd() {
    BookAnswer unknown = new BookAnswer.Unknown("the book moves or starts again");
    try {
      underWay.ifPresent(batch -> batch.answer(unknown));
      queue.forEach(pending -> sendOn(pending, unknown));
      loads.waiting().forEach(pending -> sendOn(pending, unknown));
      deliveries.abandon(unknown);
    } finally {
      turn.end(); // Else one less would append on this node, for good.
    }
    return this;
  }

  /** What is not decided is decided by this book at its new home, if it moves. */
  private void sendOn(Pending pending, BookAnswer otherwise) {
    if (stopping.get()) {
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
