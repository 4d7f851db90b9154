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
import exchequer.process.BookProcess;
import exchequer.process.BookSettings;
import exchequer.process.NodeTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A {@link BookProcess} as an actor: messages are its inputs, {@link BookEffects} its effects.
 * Supervised: a life that ends by an exception is followed by another one.
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
      NodeTime time) {}

  private final Setup setup;
  private final Incarnation incarnation;
  private final BookEffects effects;
  private final BookProcess process;

  /** Whether the book moves away; a restart does not forget it. */
  private final AtomicBoolean moves;

  static Behavior<BookMessage> create(Setup setup) {
    AtomicBoolean moves = new AtomicBoolean();
    Behavior<BookMessage> book =
        Behaviors.setup(
            context ->
                moves.get()
                    ? Behaviors.stopped() // LostCommands sends on what had come meanwhile.
                    : Behaviors.withTimers(timers -> new BookActor(context, timers, setup, moves)));
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
      AtomicBoolean moves) {
    super(context);
    context.setLoggerName(BookActor.class); // Else named after what happens to log first.
    this.setup = setup;
    this.moves = moves;
    this.incarnation = new Incarnation(context);
    ActorRef<BookLog.Append> log =
        context.spawn(BookLog.create(setup.number(), setup.tables().fence(), incarnation), "log");
    context.watch(log);
    this.effects = new BookEffects(setup, incarnation, timers, log);
    this.process = new BookProcess(setup.number(), setup.settings(), effects, setup.time());
  }

  @Override
  public Receive<BookMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(BookMessage.Request.class, this::onRequest)
        .onMessage(BookMessage.KeepRunning.class, message -> this)
        .onMessage(Internal.OfIncarnation.class, this::onOfIncarnation)
        .onMessage(Internal.TimeIsUp.class, up -> after(() -> process.timeIsUp(up.timer())))
        .onMessage(Internal.Stop.class, this::onStop)
        .onSignal(ChildFailed.class, this::onLogFailed)
        .onSignal(PreRestart.class, signal -> onEnd())
        .onSignal(PostStop.class, signal -> onEnd())
        .build();
  }

  /** What an input has led to. */
  private Behavior<BookMessage> after(Runnable input) {
    input.run();
    return process.isStopped() ? Behaviors.stopped() : this;
  }

  private Behavior<BookMessage> onRequest(BookMessage.Request request) {
    return after(
        () ->
            process.asked(
                request.command(), request.context(), new BookEffects.ReplyTo(request.replyTo())));
  }

  private Behavior<BookMessage> onOfIncarnation(Internal.OfIncarnation told) {
    if (told.incarnation() != incarnation) {
      return this;
    }
    if (told.message() instanceof Internal.Input input) {
      return after(() -> input.input().accept(process));
    }
    if (told.message() instanceof Internal.Recovered log) {
      return onRecovered(log);
    }
    Internal.Broken broken = (Internal.Broken) told.message();
    return failed(broken.what(), broken.cause());
  }

  private Behavior<BookMessage> onRecovered(Internal.Recovered log) {
    effects.owns(log.epoch());
    return after(() -> process.recovered(log.marker(), log.tail()));
  }

  private Behavior<BookMessage> onStop(Internal.Stop stop) {
    moves.set(true);
    // Its region knows already that it moves, so that this waits for it at its new home.
    setup.books().keepRunning(setup.number());
    return after(process::stop);
  }

  private Behavior<BookMessage> onLogFailed(ChildFailed failed) {
    return failed("the log of book " + setup.number(), failed.getCause());
  }

  private Behavior<BookMessage> failed(String what, Throwable cause) {
    if (DeposedException.isByAnotherNode(cause)) {
      setup.tables().fence().giveUp(cause);
    }
    return after(() -> process.failed(what, cause));
  }

  private Behavior<BookMessage> onEnd() {
    try {
      process.end(moves.get());
    } finally {
      effects.end();
    }
    return this;
  }
}
