package exchequer.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One of the ledger's books: decides commands over the accounts that belong to it, and keeps what
 * its log says of them in memory, bounded. Not safe for use by several threads.
 *
 * <p>The way of a command: {@link #missing} names what must be read first, {@link #loaded} takes it
 * in, {@link #decide} gives events and a reply, {@link #evolve} applies each event, {@link
 * #appended} says that the log has them. Behind the log, {@link #checkpoint} says what to write and
 * {@link #written} lets memory forget it.
 */
public final class Book {
  private final int number;
  private final BookState state;
  private long appendedThroughSequenceNr;
  private long writtenThroughSequenceNr;
  private Optional<Checkpoint> underWay = Optional.empty();

  /**
   * @param number 0 to {@code rules.books() - 1}
   * @param marker of the newest complete checkpoint; the log's events after it are to be evolved
   *     next
   */
  public Book(int number, BookRules rules, Marker marker) {
    this.number = number;
    this.state = new BookState(rules, marker);
    this.appendedThroughSequenceNr = marker.sequenceNr();
    this.writtenThroughSequenceNr = marker.sequenceNr();
  }

  /**
   * A book as its log left it.
   *
   * @param accounts what the account table says of each account that the tail touches
   * @param tail the log's appends after the marker, in order, each the events of one
   */
  public static Book recover(
      int number,
      BookRules rules,
      Marker marker,
      Map<AccountId, Optional<Account>> accounts,
      List<List<BookEvent>> tail) {
    Book book = new Book(number, rules, marker);
    accounts.forEach(book.state.accounts::preload);
    for (List<BookEvent> append : tail) {
      append.forEach(book::evolve);
      book.appended();
    }
    return book;
  }

  /** What must be read before the command can be decided. */
  public List<RowKey> missing(BookCommand command, Lookup lookup) {
    return command.match(new Prefetch(state, number, lookup));
  }

  /** The accounts that replaying these appends needs. */
  public static Set<AccountId> touchedBy(List<List<BookEvent>> tail) {
    Set<AccountId> accounts = new HashSet<>();
    tail.forEach(append -> append.forEach(event -> accounts.addAll(event.accounts())));
    return accounts;
  }

  /**
   * Takes in what was read of a row. The outcome of a transfer is not kept: it goes with the
   * command that waits for it, as a {@link Lookup}.
   */
  public void loaded(Row row) {
    if (row instanceof Row.OfAccount read) {
      loaded(read.key().id(), read.account());
    }
  }

  /** Takes in what the account table says; empty when it knows no such account. */
  public void loaded(AccountId id, Optional<Account> account) {
    state.accounts.loaded(id, account);
  }

  /**
   * A command waits for this row, which stays in memory from when it is loaded until it is {@link
   * #released} as often as awaited.
   */
  public void awaited(RowKey row) {
    if (row instanceof RowKey.OfAccount account) {
      state.accounts.keep(account.id());
    }
  }

  /** A command that waited for this row is decided, or given up. */
  public void released(RowKey row) {
    if (row instanceof RowKey.OfAccount account) {
      state.accounts.release(account.id());
    }
  }

  /**
   * Decides a command for which nothing is {@link #missing}. Changes nothing.
   *
   * @param wallClock the time now; a book's own time never runs backwards
   */
  public Decision decide(BookCommand command, Lookup lookup, Instant wallClock) {
    return command.match(new Moment(state, number, lookup, wallClock));
  }

  /** Applies the next event. */
  public void evolve(BookEvent event) {
    long sequenceNr = state.sequenceNr + 1;
    event.match(new Evolution(state, sequenceNr));
    state.sequenceNr = sequenceNr;
    state.lastEventAt = event.at();
  }

  /** What was evolved since the append before is in the log, as one append. */
  public void appended() {
    state.appendNr++;
    appendedThroughSequenceNr = state.sequenceNr;
  }

  /**
   * How far the time of the newest event is ahead of the wall clock; zero when it is not. More than
   * the clock skew means that this node's clock is behind, or that the one of the node which had
   * the book then was ahead: until the wall clock has come there, all of the book's events get this
   * same time.
   */
  public Duration aheadOf(Instant wallClock) {
    return state.lastEventAt.isAfter(wallClock)
        ? Duration.between(wallClock, state.lastEventAt)
        : Duration.ZERO;
  }

  /** The transfer, if its money is reserved here and the destination's book has not decided. */
  public Optional<InFlight> inFlight(TransferKey key) {
    return state.inFlight.find(key);
  }

  public Collection<InFlight> inFlight() {
    return state.inFlight.all();
  }

  /** The sequence number of the newest event. */
  public long sequenceNr() {
    return state.sequenceNr;
  }

  /** The number of the newest append; they are counted from 1. */
  public long appendNr() {
    return state.appendNr;
  }

  /** How many events are not yet written behind the log. */
  public long unwrittenEvents() {
    return state.sequenceNr - writtenThroughSequenceNr;
  }

  /**
   * About how much heap is taken by the accounts and transfers that are not yet written behind the
   * log.
   */
  public long unwrittenBytes() {
    return state.accounts.unwrittenBytes() + state.transfers.unwrittenBytes();
  }

  /** Accounts in memory. */
  public int cachedAccounts() {
    return state.accounts.size();
  }

  /** Decided transfers in memory. */
  public int rememberedTransfers() {
    return state.transfers.size();
  }

  /**
   * What to write behind the log now. One at a time: {@link #written} must come before the next.
   *
   * @throws IllegalStateException when the one before is not written, or an append is not complete:
   *     a bug
   */
  public Checkpoint checkpoint() {
    if (underWay.isPresent()) {
      throw new IllegalStateException(
          "checkpoint " + underWay.get().marker().sequenceNr() + " is still being written");
    }
    if (appendedThroughSequenceNr != state.sequenceNr) {
      throw new IllegalStateException(
          "event " + state.sequenceNr + ", the log ends at " + appendedThroughSequenceNr);
    }
    Checkpoint checkpoint =
        new Checkpoint(
            state.statements.unwritten(),
            state.transfers.unwritten(),
            state.accounts.takeChanged(),
            state.marker());
    underWay = Optional.of(checkpoint);
    return checkpoint;
  }

  /**
   * The checkpoint is durable, its marker too. Any other than the one under way is left aside: the
   * news may be of one that an earlier life of this book took, and says nothing of this one's.
   *
   * @return whether it was the one under way, so that the next may be taken
   */
  public boolean written(Checkpoint checkpoint) {
    if (!underWay.equals(Optional.of(checkpoint))) {
      return false;
    }
    underWay = Optional.empty();
    writtenThroughSequenceNr = checkpoint.marker().sequenceNr();
    state.statements.written(writtenThroughSequenceNr);
    state.transfers.written(writtenThroughSequenceNr);
    state.accounts.written();
    return true;
  }
}
