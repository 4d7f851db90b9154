package exchequer.fence;

import exchequer.storage.LogGapException;
import java.util.Arrays;

/** The steps in which a claimer reads the log and sends its copy of the last row. */
final class LogReads {
  private final Bounds bounds;
  private final Flaw flaw;

  LogReads(Bounds bounds, Flaw flaw) {
    this.bounds = bounds;
    this.flaw = flaw;
  }

  void addSteps(State state, int index, Steps steps) {
    Owner owner = state.owners[index];
    Log log = new Log(state, flaw);
    if (owner.phase == Phase.READING) {
      int seen =
          owner.firstPage | (log.landed() & ~log.before(-1, owner.pageEndNr, owner.pageEndEpoch));
      read(index, log, seen, steps);
    } else if (owner.phase == Phase.CLAIMED) {
      switch (bounds.reads()) {
        case ATOMIC -> read(index, log, log.landed(), steps);
        case PAGED -> readFirstPage(log, steps);
        case UNREPAIRED -> readPartialRows(index, log, steps);
      }
    }
  }

  /** Any set of the rows that are on their way, with all those that have landed. */
  private void readPartialRows(int index, Log log, Steps steps) {
    int onTheirWay = log.sent() & ~log.landed();
    int some = onTheirWay;
    while (true) {
      read(index, log, log.landed() | some, steps);
      if (some == 0) {
        return;
      }
      some = (some - 1) & onTheirWay;
    }
  }

  /** The page ends anywhere, also between rows of one number. */
  private void readFirstPage(Log log, Steps steps) {
    for (int nr = 1; nr <= bounds.maxAppendNr(); nr++) {
      for (int epoch = 1; epoch <= bounds.maxEpoch(); epoch++) {
        int page = log.before(log.landed(), nr, epoch);
        String end = "reads the log before row %d (epoch %d)".formatted(nr, epoch);
        steps.next(() -> end);
        steps.self.phase = Phase.READING;
        steps.self.firstPage = page;
        steps.self.pageEndNr = nr;
        steps.self.pageEndEpoch = epoch;
      }
    }
  }

  /** With a gap in what it reads, a book does not start. */
  private void read(int index, Log log, int rows, Steps steps) {
    int[] says;
    try {
      says = log.says(rows);
    } catch (LogGapException e) {
      return;
    }
    int end = says.length;
    boolean opens = flaw == Flaw.OPENED_ROW;
    if (opens && end == bounds.maxAppendNr()) {
      return;
    }
    steps.next(() -> "reads the log %s%s".formatted(inWords(says), sends(end)));
    Owner self = steps.self;
    self.firstPage = 0;
    self.pageEndNr = 0;
    self.pageEndEpoch = 0;
    self.top = end;
    self.base = end;
    System.arraycopy(says, 0, self.content, 1, end);
    if (opens) {
      self.first = end + 1;
      self.send(end + 1, index + 1);
      self.phase = Phase.COPYING;
    } else if (end == 0 || flaw == Flaw.NO_COPY) {
      self.first = end + 1;
      self.actedOn = end;
      self.phase = Phase.RUNNING;
    } else {
      self.first = end;
      self.landed = false;
      self.phase = Phase.COPYING;
    }
  }

  private String sends(int end) {
    if (flaw == Flaw.OPENED_ROW) {
      return "; sends \"opened\" as row " + (end + 1);
    }
    return end == 0 || flaw == Flaw.NO_COPY ? "; runs" : "; sends a copy of row " + end;
  }

  /** Which owner's append each is, from 1. */
  static String inWords(int[] says) {
    return says.length == 0 ? "(empty)" : "(appends of owners " + Arrays.toString(says) + ")";
  }
}
