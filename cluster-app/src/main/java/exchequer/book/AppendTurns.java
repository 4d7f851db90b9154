package exchequer.book;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Bounds the appends of one node that are on their way at the same time; books take turns. What
 * waits for its turn gathers in the books, so that appends grow with the load instead of becoming
 * more: Cassandra takes twenty rows of a partition in one write for little more than one row.
 */
final class AppendTurns {
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private int free;

  AppendTurns(int maxAppends) {
    this.free = maxAppends;
  }

  /** For one incarnation of a book. */
  Turn turn(Runnable whenItCame) {
    return new Turn(whenItCame);
  }

  private enum State {
    NONE,
    WAITING,
    HELD
  }

  /** To be used by the book alone, and given back at its end. */
  final class Turn {
    private final Runnable whenItCame;
    private State state = State.NONE;

    private Turn(Runnable whenItCame) {
      this.whenItCame = whenItCame;
    }

    /** True when the book has the turn now; else it is told when its turn has come. */
    boolean take() {
      synchronized (AppendTurns.this) {
        if (state == State.NONE && free > 0) {
          free--;
          state = State.HELD;
        } else if (state == State.NONE) {
          state = State.WAITING;
          waiting.add(this);
        }
        return state == State.HELD;
      }
    }

    /** Gives the turn to the book that has waited longest, or stops waiting for it. */
    void giveBack() {
      Turn next;
      synchronized (AppendTurns.this) {
        State was = state;
        state = State.NONE;
        if (was == State.WAITING) {
          waiting.remove(this);
        }
        if (was != State.HELD) {
          return;
        }
        next = waiting.poll();
        if (next == null) {
          free++;
          return;
        }
        next.state = State.HELD;
      }
      next.whenItCame.run();
    }
  }
}
