package exchequer.process;

import exchequer.ledger.Book;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Decision;
import exchequer.ledger.Row;
import exchequer.ledger.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a command through a book that has its state: while an append is on its way, commands
 * gather in the queue; then all that can be decided is decided and appended together. Answers go
 * out when their events are durable, and only while the book is still this node's.
 */
final class RunningBook {
  private static final Logger LOG = LoggerFactory.getLogger(BookProcess.class);

  private final Book book;
  private final int number;
  private final BookSettings settings;
  private final Effects effects;
  private final NodeTime time;
  private final CommandQueue queue;
  private final Reads reads;
  private final Deliveries deliveries;
  private final Checkpoints checkpoints;

  /** What was decided and is not yet known to count: it is being appended, or confirmed. */
  private Optional<Batch> underWay = Optional.empty();

  private long underWaySinceNanos;

  /** The patient commands of the queue have a reminder. */
  private boolean isPatienceBounded;

  private boolean isClosed;

  /**
   * @param queue with what came before the book had its state
   */
  RunningBook(
      Book book,
      int number,
      BookSettings settings,
      Effects effects,
      NodeTime time,
      CommandQueue queue) {
    this.book = book;
    this.number = number;
    this.settings = settings;
    this.effects = effects;
    this.time = time;
    this.queue = queue;
    this.reads = new Reads(effects);
    this.deliveries = new Deliveries(effects, time, settings);
    this.checkpoints = new Checkpoints(effects, number, settings);
    remindEvery(Timer.RESEND, settings.resendAfter().dividedBy(2));
    remindEvery(Timer.APPEND_CHECK, settings.appendTimeout().dividedBy(2));
  }

  private void remindEvery(Timer timer, Duration interval) {
    effects.remind(timer, interval, interval);
  }

  /** Whatever was on its way when the book was last seen may have been lost. */
  void start() {
    warnOfTimeAhead();
    deliveries.sendAll(book);
    checkpoints.startIfDue(book);
    decideWaiting();
  }

  private void warnOfTimeAhead() {
    Duration ahead = book.aheadOf(time.wallClock());
    if (ahead.compareTo(settings.rules().clockSkew()) > 0) {
      LOG.warn(
          "the newest event of book {} is {} ahead of this node's clock: this clock is behind, or"
              + " the one of the node that had the book before was ahead",
          number,
          ahead);
    }
  }

  // ---- The way of a command.

  /** A command comes. */
  void asked(QueuedCommand queued) {
    if (deliveries.isToDecide(queued.command, book) && !queue.offer(queued)) {
      drop(queued, new BookAnswer.Busy());
    }
    decideWaiting();
  }

  private void decideWaiting() {
    while (mayDecide() && effects.takeTurn()) {
      Batch batch = decideBatch();
      if (!batch.events().isEmpty()) {
        await(batch);
        effects.append(batch.events());
      } else {
        effects.giveTurnBack();
        confirm(batch);
      }
    }
    boundPatience();
  }

  private boolean mayDecide() {
    return underWay.isEmpty()
        && !isClosed
        && !time.hasStoodStill()
        && queue.isDue()
        && book.unwrittenEvents() < settings.maxUnwrittenEvents()
        && book.unwrittenBytes() < settings.maxUnwrittenBytes();
  }

  private void await(Batch batch) {
    underWay = Optional.of(batch);
    underWaySinceNanos = time.nanoTime();
  }

  /**
   * What is answered without an append was read from a state that another owner may have left
   * behind: it is told only when this book was not taken by then.
   */
  private void confirm(Batch batch) {
    if (!batch.ruled().isEmpty()) {
      await(batch);
      effects.confirm();
    }
  }

  /** However commands came into the queue, the patient ones don't wait for ever. */
  private void boundPatience() {
    if (queue.hasPatient() && !isPatienceBounded) {
      isPatienceBounded = true;
      effects.remind(Timer.OUTCOMES, settings.settleWithin());
    }
  }

  private Batch decideBatch() {
    Batch batch = new Batch(settings.batchMaxEvents(), settings.batchMaxBytes());
    while (!batch.isFull()) {
      Optional<QueuedCommand> next = queue.next();
      if (next.isEmpty()) {
        break;
      }
      if (isTooLate(next.get())) {
        left(next.get());
        drop(next.get(), new BookAnswer.Busy());
        continue;
      }
      try {
        decide(next.get(), batch);
      } catch (RuntimeException failed) {
        // The book starts again, and has these commands nowhere else.
        BookAnswer unknown = new BookAnswer.Unknown("a fault in the book");
        batch.answer(unknown);
        next.get().asker.answer(unknown);
        throw failed;
      }
    }
    return batch;
  }

  /**
   * Of more than a book can do, what is decided should still have someone who waits for it: else a
   * long queue would have it work for nobody, and go on so for as long as the queue is.
   */
  private boolean isTooLate(QueuedCommand queued) {
    long nowNanos = time.nanoTime();
    return queued.isOfClient()
        && (queued.waitedNanos(nowNanos) > settings.queueMaxTime().toNanos()
            || queued.context.isOver(nowNanos));
  }

  private void decide(QueuedCommand queued, Batch batch) {
    List<RowKey> missing = book.missing(queued.command, queued.lookup);
    if (missing.isEmpty()) {
      Instant now = time.wallClock();
      Decision decision = book.decide(queued.command, queued.lookup, now);
      decision.events().forEach(book::evolve);
      batch.add(queued, decision);
      left(queued);
      warnOfWrongClock(decision.events(), now);
    } else {
      queued.awaits(missing);
      missing.forEach(book::awaited);
      reads.await(queued, missing, book.sequenceNr());
    }
  }

  private void warnOfWrongClock(List<BookEvent> events, Instant now) {
    for (BookEvent event : events) {
      if (event instanceof BookEvent.CreditFromFutureMet met) {
        LOG.warn(
            "book {} met a credit from {} ahead of this node's clock: one of two clocks is wrong,"
                + " this node's or that of the node that sent the credit",
            number,
            Duration.between(now, met.begunAt()));
      }
    }
  }

  void turnCame() {
    decideWaiting();
    if (underWay.isEmpty()) {
      effects.giveTurnBack(); // Nothing is left to decide.
    }
  }

  void appended(long appendNr) {
    book.appended();
    if (appendNr != book.appendNr()) {
      throw new IllegalStateException(
          "the log is at append " + appendNr + ", the book at " + book.appendNr());
    }
    effects.giveTurnBack();
    counts();
  }

  void confirmed() {
    counts();
  }

  /** What was under way is durable where it has to be, and this book was its owner. */
  private void counts() {
    Batch batch = underWay.orElseThrow();
    underWay = Optional.empty();
    if (time.hasStoodStill()) {
      batch.answer(new BookAnswer.Unknown("the book's node stood still"));
      return;
    }
    batch.ruled().forEach(deliveries::deliver);
    if (!isClosed) {
      checkpoints.startIfDue(book);
      decideWaiting();
    }
  }

  // ---- Reads that commands wait for.

  void read(Row row) {
    book.loaded(row);
    queue.unparked(reads.read(row));
    decideWaiting();
  }

  void unreadable(RowKey row, Throwable cause) {
    LOG.warn("book {} could not read what commands need: {}", number, cause.toString());
    for (QueuedCommand queued : reads.unreadable(row)) {
      left(queued);
      drop(queued, new BookAnswer.Unknown("the storage does not answer"));
    }
  }

  /** The command makes room, in the queue and in memory. */
  private void left(QueuedCommand queued) {
    queue.left(queued);
    queued.awaited.forEach(book::released);
  }

  /** The command is not decided, and waits no more. */
  private void drop(QueuedCommand queued, BookAnswer answer) {
    deliveries.dropped(queued.command);
    queued.asker.answer(answer);
  }

  // ---- Writing behind the log.

  void checkpointWritten(Checkpoint checkpoint) {
    if (book.written(checkpoint)) {
      checkpoints.written();
    }
    if (underWay.isEmpty()) {
      checkpoints.startIfDue(book); // The book may wait for just that.
    }
    decideWaiting();
  }

  void checkpointFailed(Checkpoint checkpoint, Throwable cause) {
    checkpoints.failed(checkpoint, cause);
  }

  private void checkpointIsDue() {
    checkpoints.timeHasCome();
    // While an append is on its way the state is ahead of the log: startIfDue follows the append.
    if (underWay.isEmpty() && !time.hasStoodStill()) {
      checkpoints.startIfDue(book);
    }
  }

  // ---- Time.

  void timeIsUp(Timer timer) {
    switch (timer) {
      case APPEND_CHECK -> requireAppendInTime();
      case CHECKPOINT -> checkpointIsDue();
      case CHECKPOINT_RETRY -> checkpoints.retry();
      case OUTCOMES -> {
        isPatienceBounded = false;
        queue.patienceEnds();
        decideWaiting();
      }
      case RESEND -> {
        if (!time.hasStoodStill()) {
          deliveries.sendAgain(book);
        }
      }
    }
  }

  private void requireAppendInTime() {
    boolean isOverdue =
        underWay.isPresent()
            && time.nanoTime() - underWaySinceNanos >= settings.appendTimeout().toNanos();
    if (isOverdue) {
      throw new BookFailedException(
          "an append of book " + number, new TimeoutException("no answer"));
    }
  }

  // ---- The end.

  /**
   * Decides nothing more.
   *
   * @return whether nothing is under way
   */
  boolean close() {
    isClosed = true;
    return underWay.isEmpty();
  }

  /** For tests that look at its memory. */
  Book book() {
    return book;
  }

  boolean isAtRest() {
    return isClosed && underWay.isEmpty();
  }

  /**
   * Answers all who wait, but for those whose commands are not decided.
   *
   * @return these commands
   */
  List<QueuedCommand> end(BookAnswer answer) {
    underWay.ifPresent(batch -> batch.answer(answer));
    deliveries.abandon(answer);
    return reads.waiting().toList();
  }
}
