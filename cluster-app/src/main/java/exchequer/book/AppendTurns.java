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

  /** To be used by the book alone, and ended with it. */
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

    /** Gives the turn, if the book has it, to the one that has waited longest. */
    void giveBack() {
      Turn next;
      synchronized (AppendTurns.this) {
        if (state != State.HELD) {
          return; // One that waits keeps its place.
        }
        state = State.NONE;
        next = waiting.poll();
        if (next == null) {
          free++;
          return;
        }
        next.state = State.HELD;
      }
      next.whenItCame.run();
    }

    /** The book ends: it gives the turn back, or waits for it no more. */
    void end() {
      synchronized (AppendTurns.this) {
        if (waiting.remove(this)) {
          state = State.NONE;
        }
      }
      giveBack();
    }
  }
}
