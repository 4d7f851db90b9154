package exchequer.process;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Marker;
import exchequer.ledger.Row;
import exchequer.ledger.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a book at one of its homes: it claims its log, replays it, runs, and stops when it
 * moves. Every method but {@link #end} is an input; what follows from it goes to {@link Effects}.
 * An input may throw {@link BookFailedException}, or another exception for a fault in the program:
 * then this life is over, and the book starts again with a new process.
 *
 * <p>Not safe for use by several threads.
 */
public final class BookProcess {
  private static final Logger LOG = LoggerFactory.getLogger(BookProcess.class);

  private final int number;
  private final BookSettings settings;
  private final Effects effects;
  private final NodeTime time;
  private final CommandQueue queue;
  private final long startedNanos;
  private State state = State.CLAIMING;
  private List<List<BookEvent>> tail = List.of();
  private Marker marker = Marker.START;

  /** Empty until the log's tail is replayed. */
  private Optional<RunningBook> running = Optional.empty();

  private enum State {
    /** Nothing is known of the log yet; it will be this node's. */
    CLAIMING,
    /** The accounts that the log's tail touches are read. */
    REPLAYING,
    RUNNING,
    /** The book moves, and waits for what is on its way: a claim, or an append. */
    STOPPING,
    STOPPED
  }

  /**
   * @param number of the book
   */
  public BookProcess(int number, BookSettings settings, Effects effects, NodeTime time) {
    this.number = number;
    this.settings = settings;
    this.effects = effects;
    this.time = time;
    this.startedNanos = time.nanoTime();
    this.queue =
        new CommandQueue(
            settings.queueCapacityCommands(), settings.queueMaxBytes(), settings.batchMaxEvents());
  }

  /** The book has ended at this home, and takes no more inputs. */
  public boolean isStopped() {
    return state == State.STOPPED;
  }

  /** For tests that look at its memory; empty until the log's tail is replayed. */
  Optional<Book> book() {
    return running.map(RunningBook::book);
  }

  /** Somebody asks something of the book. Is answered once, unless the command is sent on. */
  public void asked(BookCommand command, Context context, Asker asker) {
    QueuedCommand queued = new QueuedCommand(command, context, asker, time.nanoTime());
    if (running.isPresent()) {
      running.get().asked(queued);
    } else if (!queue.offer(queued)) {
      asker.answer(new BookAnswer.Busy());
    }
  }

  /**
   * The log is this node's and was read.
   *
   * @param marker of the newest checkpoint
   * @param tail the appends after it, in order, each the events of one
   */
  public void recovered(Marker marker, List<List<BookEvent>> tail) {
    if (state == State.STOPPING) {
      state = State.STOPPED;
      return;
    }
    state = State.REPLAYING;
    this.marker = marker;
    this.tail = tail;
    effects.readTail(Book.touchedBy(tail));
  }

  /**
   * @param accounts what the account table says of each account that the tail touches
   */
  public void tailRead(Map<AccountId, Optional<Account>> accounts) {
    Book book = Book.recover(number, settings.rules(), marker, accounts, tail);
    LOG.debug(
        "book {} recovered in {} ms: marker {}, {} events after it in {} appends, {} in flight",
        number,
        Duration.ofNanos(time.nanoTime() - startedNanos).toMillis(),
        marker.sequenceNr(),
        book.sequenceNr() - marker.sequenceNr(),
        tail.size(),
        book.inFlight().size());
    RunningBook now = new RunningBook(book, number, settings, effects, time, queue);
    tail = List.of();
    state = State.RUNNING;
    running = Optional.of(now);
    now.start();
  }

  /**
   * The log has an append more, and the book is still this node's.
   *
   * @param appendNr which the log gave it
   */
  public void appended(long appendNr) {
    run(book -> book.appended(appendNr));
  }

  /** The book is still this node's. */
  public void confirmed() {
    run(RunningBook::confirmed);
  }

  public void turnCame() {
    run(RunningBook::turnCame);
  }

  /** A row that commands wait for was read. */
  public void read(Row row) {
    run(book -> book.read(row));
  }

  public void unreadable(RowKey row, Throwable cause) {
    run(book -> book.unreadable(row, cause));
  }

  public void checkpointWritten(Checkpoint checkpoint) {
    run(book -> book.checkpointWritten(checkpoint));
  }

  public void checkpointFailed(Checkpoint checkpoint, Throwable cause) {
    run(book -> book.checkpointFailed(checkpoint, cause));
  }

  public void timeIsUp(Timer timer) {
    try {
      running.ifPresent(book -> book.timeIsUp(timer));
    } catch (BookFailedException failed) {
      stopOrThrow(failed);
    }
  }

  /** Something that this book can't go on without has failed: its log, or a claim of it. */
  public void failed(String what, Throwable cause) {
    stopOrThrow(new BookFailedException(what, cause));
  }

  /** A book that moves starts again at its new home. */
  private void stopOrThrow(BookFailedException failed) {
    if (state != State.STOPPING) {
      throw failed;
    }
    state = State.STOPPED;
  }

  private void run(Consumer<RunningBook> input) {
    input.accept(running.orElseThrow());
    if (running.get().isAtRest()) {
      state = State.STOPPED;
    }
  }

  /** The book moves to another node, or its node leaves. */
  public void stop() {
    // A claim of its log that is still on its way must not depose the next owner.
    boolean isToWait = state == State.CLAIMING || running.filter(book -> !book.close()).isPresent();
    state = isToWait ? State.STOPPING : State.STOPPED;
  }

  /**
   * This life of the book is over, however that came.
   *
   * @param moves whether commands that are not decided wait for the book at its new home
   */
  public void end(boolean moves) {
    BookAnswer unknown = new BookAnswer.Unknown("the book moves or starts again");
    List<QueuedCommand> undecided = new ArrayList<>();
    queue.forEach(undecided::add);
    running.ifPresent(book -> undecided.addAll(book.end(unknown)));
    for (QueuedCommand queued : undecided) {
      if (moves) {
        effects.sendOn(queued.command, queued.context, queued.asker);
      } else {
        queued.asker.answer(unknown);
      }
    }
  }
}
