package exchequer.fence;

import java.util.List;

/** One start of the book's log: what it knows and what it has sent. */
final class Owner {
  private static final List<Phase> PHASES = List.of(Phase.values());

  Phase phase = Phase.IDLE;

  /** While it claims the epoch it found in the owner table, afterwards its own. */
  int epoch;

  /** The node it found in the owner table, 0 for none. */
  int foundNode;

  /** A conditional write whose outcome it did not wait for may still take effect. */
  boolean lateClaim;

  /** Where the log ended when it read it. */
  int base;

  /** Its rows have the numbers from here... */
  int first = 1;

  /** ... to here. */
  int top;

  /** Whether its row {@link #top} has landed. Those before it have. */
  boolean landed;

  /** Up to here it acts on the log: answers clients, sends credits, writes behind the log. */
  int actedOn;

  /** What it takes the log to say, by append; 0 for nothing. */
  final int[] content;

  /** Rows of the log's first page, a bit each... */
  int firstPage;

  /** ... which ends before the row with this number... */
  int pageEndNr;

  /** ... and this epoch. */
  int pageEndEpoch;

  Owner(int maxAppendNr) {
    content = new int[maxAppendNr + 1];
  }

  Owner copy() {
    Owner copy = new Owner(content.length - 1);
    copy.phase = phase;
    copy.epoch = epoch;
    copy.foundNode = foundNode;
    copy.lateClaim = lateClaim;
    copy.base = base;
    copy.first = first;
    copy.top = top;
    copy.landed = landed;
    copy.actedOn = actedOn;
    System.arraycopy(content, 0, copy.content, 0, content.length);
    copy.firstPage = firstPage;
    copy.pageEndNr = pageEndNr;
    copy.pageEndEpoch = pageEndEpoch;
    return copy;
  }

  boolean isRunning() {
    return phase == Phase.RUNNING || phase == Phase.APPENDING || phase == Phase.APPENDING_CONFIRMED;
  }

  boolean hasRowOnItsWay() {
    return first <= top && !landed;
  }

  /** The last append that it acknowledged itself, 0 for none. */
  int acknowledged() {
    return actedOn > base ? actedOn : 0;
  }

  void send(int appendNr, int what) {
    top = appendNr;
    content[appendNr] = what;
    landed = false;
  }

  /** Forgets its claim, except what of it may still take effect. */
  void startOver() {
    phase = Phase.IDLE;
    epoch = 0;
    foundNode = 0;
  }

  boolean isAsAtTheBeginning() {
    return phase == Phase.IDLE && !lateClaim;
  }

  void pack(Bits bits) {
    bits.put(PHASES.indexOf(phase), 4);
    bits.put(epoch, 3);
    bits.put(foundNode, 3);
    bits.put(lateClaim ? 1 : 0, 1);
    bits.put(base, 3);
    bits.put(first, 3);
    bits.put(top, 3);
    bits.put(landed ? 1 : 0, 1);
    bits.put(actedOn, 3);
    for (int nr = 1; nr < content.length; nr++) {
      bits.put(content[nr], 3);
    }
    bits.put(firstPage, Log.MOST_ROWS);
    bits.put(pageEndNr, 3);
    bits.put(pageEndEpoch, 3);
  }

  void unpack(Bits bits) {
    phase = PHASES.get(bits.get(4));
    epoch = bits.get(3);
    foundNode = bits.get(3);
    lateClaim = bits.get(1) == 1;
    base = bits.get(3);
    first = bits.get(3);
    top = bits.get(3);
    landed = bits.get(1) == 1;
    actedOn = bits.get(3);
    for (int nr = 1; nr < content.length; nr++) {
      content[nr] = bits.get(3);
    }
    firstPage = bits.get(Log.MOST_ROWS);
    pageEndNr = bits.get(3);
    pageEndEpoch = bits.get(3);
  }
}
