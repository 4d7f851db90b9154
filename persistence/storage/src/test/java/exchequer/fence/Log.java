package exchequer.fence;

import exchequer.storage.LogRow;
import exchequer.storage.LogTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The log as a read finds it, and what it says by a rule of which rows count. */
final class Log {
  /** Rows of all owners, at most: owners times numbers. */
  static final int MOST_ROWS = 16;

  private static final String COPY = " copies";

  private final State state;
  private final Flaw flaw;

  Log(State state, Flaw flaw) {
    this.state = state;
    this.flaw = flaw;
  }

  /** The bit of an owner's row in a set of rows. */
  static int bit(int owner, int appendNr, int maxAppendNr) {
    return 1 << (owner * maxAppendNr + appendNr - 1);
  }

  private int maxAppendNr() {
    return state.owners[0].content.length - 1;
  }

  /** The rows that have landed. */
  int landed() {
    return rows(false);
  }

  /** The rows that have been sent, at most one of each owner is still on its way. */
  int sent() {
    return rows(true);
  }

  private int rows(boolean alsoOnTheirWay) {
    int rows = 0;
    for (int i = 0; i < state.owners.length; i++) {
      Owner owner = state.owners[i];
      for (int nr = owner.first; nr <= owner.top; nr++) {
        if (nr < owner.top || owner.landed || alsoOnTheirWay) {
          rows |= bit(i, nr, maxAppendNr());
        }
      }
    }
    return rows;
  }

  /** Those of the rows whose number and epoch are below the ones given, in the log's order. */
  int before(int rows, int appendNr, int epoch) {
    int before = 0;
    for (int i = 0; i < state.owners.length; i++) {
      for (int nr = 1; nr <= appendNr; nr++) {
        if (nr < appendNr || state.owners[i].epoch < epoch) {
          before |= rows & bit(i, nr, maxAppendNr());
        }
      }
    }
    return before;
  }

  /** What the log says, from its first append: the content of each append that counts. */
  int[] says(int rows) {
    List<LogRow> found = sorted(rows, 1);
    return contents(
        flaw == Flaw.ORDERED_BY_CLOCK
            ? AkkaReplayFilter.counting(found)
            : LogTail.of(1, found).rows());
  }

  /** What a reader finds who needs the log only from a marker's append on. */
  int[] saysFrom(int markerNr, int rows) {
    int firstNr = markerNr;
    while (flaw != Flaw.READ_FROM_MARKER_ONLY
        && !LogTail.mayBeginWith(firstNr, sorted(rows, firstNr))) {
      firstNr--;
    }
    int[] says = contents(LogTail.of(firstNr, sorted(rows, firstNr)).rows());
    return Arrays.copyOfRange(says, markerNr - firstNr, says.length);
  }

  /** What an owner of the old release takes the log to say. */
  int[] saysToTheOldRelease(int rows) {
    return contents(AkkaReplayFilter.counting(sorted(rows, 1)));
  }

  private List<LogRow> sorted(int rows, int from) {
    List<LogRow> sorted = new ArrayList<>();
    for (int nr = from; nr <= maxAppendNr(); nr++) {
      for (int order = 0; order < 8; order++) {
        for (int i = 0; i < state.owners.length; i++) {
          if ((rows & bit(i, nr, maxAppendNr())) != 0 && order(i) == order) {
            sorted.add(new LogRow(nr, state.owners[i].epoch, writer(i, nr)));
          }
        }
      }
    }
    return sorted;
  }

  /** By epoch; or by the clock of the writer, where that of the first owner is ahead. */
  private int order(int owner) {
    return flaw == Flaw.ORDERED_BY_CLOCK && owner == 0 ? 7 : state.owners[owner].epoch;
  }

  /** A copy has a writer of its own, as it is written without Akka. */
  private String writer(int owner, int appendNr) {
    return appendNr <= state.owners[owner].base ? owner + COPY : Integer.toString(owner);
  }

  private int[] contents(List<LogRow> counting) {
    int[] contents = new int[counting.size()];
    for (int i = 0; i < contents.length; i++) {
      LogRow row = counting.get(i);
      contents[i] =
          state.owners[Character.digit(row.writer().charAt(0), 10)].content[(int) row.appendNr()];
    }
    return contents;
  }
}
