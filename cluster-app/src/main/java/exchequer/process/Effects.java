package exchequer.process;

import exchequer.encoding.Stored;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.RowKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a book's process does to everything round it. No method blocks, nor calls the process: what
 * comes of it comes later, as an input of {@link BookProcess}, named with each method.
 */
public interface Effects {
  /**
   * Writes events to the book's log, as one append that is there as a whole or not at all, and
   * finds out whether the book was still this node's. {@link BookProcess#appended} or {@link
   * BookProcess#failed}.
   */
  void append(List<Stored> events);

  /** Finds out whether the book is still this node's. {@link BookProcess#confirmed} or failed. */
  void confirm();

  /**
   * Reads what the account table says of the accounts that the log's tail touches. {@link
   * BookProcess#tailRead} or failed.
   */
  void readTail(Set<AccountId> accounts);

  /**
   * Reads a row that commands wait for. {@link BookProcess#read} or {@link BookProcess#unreadable}.
   */
  void read(RowKey row);

  /**
   * Writes behind the log. {@link BookProcess#checkpointWritten} or {@link
   * BookProcess#checkpointFailed}.
   */
  void write(Checkpoint checkpoint);

  /** Tells a command to its book. It may get lost. */
  void send(BookCommand command);

  /** Hands on a command that is not decided, and all that came with it, to the book's next home. */
  void sendOn(BookCommand command, Context context, Asker asker);

  /**
   * Asks for one of the turns that the books of a node share.
   *
   * @return whether the book has one; else {@link BookProcess#turnCame} follows
   */
  boolean takeTurn();

  /** Gives the turn back, if the book has one. */
  void giveTurnBack();

  /** {@link BookProcess#timeIsUp}, again and again. */
  void remind(Timer timer, Duration first, Duration interval);

  /** {@link BookProcess#timeIsUp}, once. */
  void remind(Timer timer, Duration after);
}
