package exchequer.process;

import exchequer.encoding.Stored;
import exchequer.encoding.StoredForm;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Book;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Outcome;
import exchequer.ledger.Row;
import exchequer.ledger.RowKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * A book's process on one node of a {@link World}. What the process asks for is on its way until
 * the world lets it happen, or fail.
 */
final class Home implements Effects, NodeTime {
  final int number;
  private final World world;
  private final BookStorage storage;
  private final BookProcess process;

  /** What is on its way to the process. */
  private final List<Arrival> arrivals = new ArrayList<>();

  /** Writes that arrive whether or not the process lives. */
  private final List<Runnable> writes = new ArrayList<>();

  private final Map<Timer, Reminder> reminders = new HashMap<>();
  private long epoch;
  private boolean hasTurn;
  private boolean isOver;
  private boolean stoodStill;

  /** How far the clock of its node is ahead of the true time; or behind it. */
  Duration clockError = Duration.ZERO;

  /** What may happen next, or fail instead. */
  private record Arrival(String what, Runnable happens, Runnable fails) {
    @Override
    public String toString() {
      return what;
    }
  }

  private record Reminder(long dueNanos, long intervalNanos) {}

  Home(World world, int number, BookSettings settings, BookStorage storage, Duration clockError) {
    this.world = world;
    this.number = number;
    this.storage = storage;
    this.clockError = clockError;
    this.process = new BookProcess(number, settings, this, this);
    arrivals.add(
        new Arrival(
            "a claim",
            () -> {
              epoch = storage.claim();
              input(() -> process.recovered(storage.marker(), storage.tail()));
            },
            () -> input(() -> process.failed("a claim", noAnswer()))));
  }

  private static Throwable noAnswer() {
    return new TimeoutException("the storage does not answer");
  }

  @Override
  public String toString() {
    return "book %d, epoch %d, on their way %s".formatted(number, epoch, arrivals);
  }

  /** For its memory. */
  Optional<Book> book() {
    return process.book();
  }

  boolean isDeposed() {
    return epoch > 0 && !storage.isOwnedBy(epoch);
  }

  boolean isAtRest() {
    return arrivals.isEmpty();
  }

  /** Something happens to the process. */
  private void input(Runnable input) {
    if (isOver) {
      return;
    }
    try {
      input.run();
    } catch (RuntimeException failed) {
      // What a deposed owner reads from the tables may be ahead of what it has in memory: what it
      // decides then is nonsense, and does not count.
      if (!(failed instanceof BookFailedException) && !isDeposed()) {
        throw failed;
      }
      Coverage.count("a book that starts again");
      end(false);
      return;
    }
    if (process.isStopped()) {
      end(true);
    }
  }

  private void end(boolean moves) {
    process.end(moves);
    die();
  }

  /** Without another word to those who wait for answers. What it was writing may still arrive. */
  void crash() {
    world.lost(this);
    die();
  }

  private void die() {
    isOver = true;
    arrivals.clear();
    if (hasTurn) {
      giveTurnBack();
    }
    world.over(this);
  }

  void asked(BookCommand command, Context context, Asker asker) {
    input(() -> process.asked(command, context, asker));
  }

  void stop() {
    input(process::stop);
  }

  void standStill() {
    stoodStill = true;
  }

  /** One of the things on their way arrives. */
  void arrive(int which) {
    if (!arrivals.isEmpty()) {
      arrivals.remove(which % arrivals.size()).happens().run();
    }
  }

  /** One of the things on their way fails. */
  void fail(int which) {
    if (!arrivals.isEmpty()) {
      arrivals.remove(which % arrivals.size()).fails().run();
    }
  }

  /** Some rows reach the tables or the log, those of the dead too. */
  void write(int count) {
    for (int i = 0; i < count && !writes.isEmpty(); i++) {
      writes.remove(0).run();
    }
  }

  boolean hasWrites() {
    return !writes.isEmpty();
  }

  void loseWrites() {
    writes.clear();
  }

  /** Reminds the process of what is due. */
  void timeHasPassed() {
    for (Timer timer : Timer.values()) {
      Reminder reminder = reminders.get(timer);
      if (reminder != null && reminder.dueNanos() <= world.nanos) {
        if (reminder.intervalNanos() > 0) {
          remind(timer, world.nanos + reminder.intervalNanos(), reminder.intervalNanos());
        } else {
          reminders.remove(timer);
        }
        input(() -> process.timeIsUp(timer));
      }
    }
  }

  // ---- The node's time.

  @Override
  public Instant wallClock() {
    return world.clock.plus(clockError);
  }

  @Override
  public long nanoTime() {
    return world.nanos;
  }

  @Override
  public boolean hasStoodStill() {
    return stoodStill;
  }

  // ---- Effects.

  @Override
  public void append(List<Stored> events) {
    long owner = epoch;
    Runnable lands = () -> storage.append(owner, StoredForm.append(events));
    writes.add(lands);
    arrivals.add(
        new Arrival(
            "an append",
            () -> {
              land(lands);
              long number = storage.appendNr();
              confirmed(() -> process.appended(number));
            },
            // Whether or not it lands later.
            () -> input(() -> process.failed("an append", noAnswer()))));
  }

  /** A write that is on its way arrives, and all before it. */
  private void land(Runnable write) {
    int before = writes.indexOf(write);
    write(before + 1);
  }

  @Override
  public void confirm() {
    arrivals.add(
        new Arrival(
            "a confirming read",
            () -> confirmed(process::confirmed),
            () -> input(() -> process.failed("a confirming read", noAnswer()))));
  }

  private void confirmed(Runnable news) {
    if (storage.isOwnedBy(epoch)) {
      input(news);
    } else {
      Coverage.count("a deposed owner is told");
      input(() -> process.failed("a confirming read", new IllegalStateException("deposed")));
    }
  }

  @Override
  public void readTail(Set<AccountId> accounts) {
    Map<AccountId, Optional<Account>> found = new HashMap<>();
    accounts.forEach(id -> found.put(id, storage.account(id)));
    arrivals.add(
        new Arrival(
            "the tail",
            () -> input(() -> process.tailRead(found)),
            () -> input(() -> process.failed("reading the tail", noAnswer()))));
  }

  @Override
  public void read(RowKey key) {
    Row found = row(key);
    arrivals.add(
        new Arrival(
            "a row",
            () -> input(() -> process.read(found)),
            () -> input(() -> process.unreadable(key, noAnswer()))));
  }

  private Row row(RowKey key) {
    if (key instanceof RowKey.OfAccount account) {
      return new Row.OfAccount(account, storage.account(account.id()));
    }
    RowKey.OfTransfer transfer = (RowKey.OfTransfer) key;
    Optional<Outcome> found = storage.transfer(transfer.key());
    Coverage.count(found.isPresent() ? "look-up: found" : "look-up: absent");
    return new Row.OfTransfer(transfer, found);
  }

  @Override
  public void write(Checkpoint checkpoint) {
    Deque<Runnable> rows = storage.writes(checkpoint, new Random(world.nanos));
    writes.addAll(rows);
    Runnable last = rows.getLast();
    arrivals.add(
        new Arrival(
            "a checkpoint",
            () -> {
              land(last);
              input(() -> process.checkpointWritten(checkpoint));
            },
            () -> input(() -> process.checkpointFailed(checkpoint, noAnswer()))));
  }

  @Override
  public void send(BookCommand command) {
    world.send(command);
  }

  @Override
  public void sendOn(BookCommand command, Context context, Asker asker) {
    Coverage.count("a command that is sent on");
    world.sendOn(command, asker);
  }

  @Override
  public boolean takeTurn() {
    if (!hasTurn) {
      hasTurn = world.takeTurn(this);
    }
    return hasTurn;
  }

  @Override
  public void giveTurnBack() {
    if (hasTurn) {
      hasTurn = false;
      world.giveTurnBack();
    }
  }

  /** The turn is there, and the process will hear of it. */
  void turnIsThere() {
    hasTurn = true;
    Runnable news = () -> input(process::turnCame);
    arrivals.add(new Arrival("a turn", news, news));
  }

  @Override
  public void remind(Timer timer, Duration first, Duration interval) {
    remind(timer, world.nanos + first.toNanos(), interval.toNanos());
  }

  @Override
  public void remind(Timer timer, Duration after) {
    remind(timer, world.nanos + after.toNanos(), 0);
  }

  private void remind(Timer timer, long dueNanos, long intervalNanos) {
    reminders.put(timer, new Reminder(dueNanos, intervalNanos));
  }
}
