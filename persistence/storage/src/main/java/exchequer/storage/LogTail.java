package exchequer.storage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of a book's log count. A row of an owner that was deposed may reach the log at any
 * later time; which rows count is a function of the rows alone, whatever lands when:
 *
 * <ul>
 *   <li>of several rows with one number, the one of the highest epoch counts;
 *   <li>a row of a lower epoch than a row before it does not count;
 *   <li>a writer one of whose rows does not count has no rows that count after it.
 * </ul>
 *
 * <p>Rows that were written before there were epochs have epoch 0. The second rule leaves them out:
 * while a ledger is updated from such a release, an old node may rightly take over from a new one.
 */
public final class LogTail {
  private final List<LogRow> rows;

  private LogTail(List<LogRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * @param firstNr the number that the tail begins with
   * @param found all rows with that number and later ones, by number and then by epoch
   * @throws LogGapException when a number is missing before a row that counts
   */
  public static LogTail of(long firstNr, List<LogRow> found) {
    List<LogRow> counting = new ArrayList<>();
    Set<String> deposed = new HashSet<>();
    long newestEpoch = 0;
    int next = 0;
    while (next < found.size()) {
      long number = found.get(next).appendNr();
      Optional<LogRow> highest = Optional.empty();
      for (; next < found.size() && found.get(next).appendNr() == number; next++) {
        LogRow row = found.get(next);
        boolean late = row.epoch() > 0 && row.epoch() < newestEpoch;
        if (late || deposed.contains(row.writer())) {
          deposed.add(row.writer());
        } else {
          highest.map(LogRow::writer).ifPresent(deposed::add);
          highest = Optional.of(row);
        }
      }
      if (highest.isPresent()) {
        long expected = firstNr + counting.size();
        if (number != expected) {
          throw new LogGapException(expected, highest.get());
        }
        counting.add(highest.get());
        newestEpoch = Math.max(newestEpoch, highest.get().epoch());
      }
    }
    return new LogTail(counting);
  }

  /**
   * This tail, if it reaches an append of which another table says that it counts.
   *
   * @throws LogGapException when it does not
   */
  public LogTail withAtLeast(long appendNr) {
    if (last().map(LogRow::appendNr).orElse(0L) < appendNr) {
      throw new LogGapException(appendNr);
    }
    return this;
  }

  /**
   * Whether a tail may begin with a number. Not when that number has rows from before there were
   * epochs and later ones as well: which of them counts, only the epochs of rows before it tell.
   *
   * @param found all rows with that number, and later ones
   */
  public static boolean mayBeginWith(long firstNr, List<LogRow> found) {
    boolean hasOld = false;
    boolean hasNew = false;
    for (LogRow row : found) {
      if (row.appendNr() == firstNr) {
        hasOld |= row.epoch() == 0;
        hasNew |= row.epoch() > 0;
      }
    }
    return firstNr == 1 || !(hasOld && hasNew);
  }

  /** The rows that count, contiguous, in order. */
  public List<LogRow> rows() {
    return rows;
  }

  /** Where the log ends; empty when no row counts. */
  public Optional<LogRow> last() {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
  }
}
