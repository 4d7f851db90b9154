package exchequer.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Bounds the appends of one node that are on their way at the same time; books take turns. What
 * waits for its turn gathers in the books, so that appends grow with the load instead of becoming
 * more: Cassandra takes twenty rows of a partition in one write for little more than one row. Where
 * little could gather, waiting gains nothing, and there are twice as many turns.
 */
final class AppendTurns {
  /** Of all books together, for each of the fewer turns. */
  private static final int FEW_COMMANDS = 8;

  private final int maxAppends;
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private int held;
  private int commands;

  /**
   * @param maxAppends at the same time, and twice as many while the books that append or wait for
   *     it had few commands
   */
  AppendTurns(int maxAppends) {
    this.maxAppends = maxAppends;
  }

  /** For one incarnation of a book. */
  Turn turn(Runnable whenItCame) {
    return new Turn(whenItCame);
  }

  private boolean isFree() {
    return held < (commands < FEW_COMMANDS * maxAppends ? 2 * maxAppends : maxAppends);
  }

  /** Gives the turns that are free to those that have waited longest. */
  private List<Turn> handOver() {
    List<Turn> next = new ArrayList<>(1);
    while (isFree() && !waiting.isEmpty()) {
      Turn turn = waiting.remove();
      turn.state = State.HELD;
      held++;
      next.add(turn);
    }
    return next;
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
    private int ownCommands;

    private Turn(Runnable whenItCame) {
      this.whenItCame = whenItCame;
    }

    /**
     * True when the book has the turn now; else it is told when its turn has come.
     *
     * @param commandsToDecide that the book has now
     */
    boolean take(int commandsToDecide) {
      synchronized (AppendTurns.this) {
        if (state == State.NONE) {
          ownCommands = commandsToDecide;
          commands += ownCommands;
          state = isFree() ? State.HELD : State.WAITING;
          if (state == State.HELD) {
            held++;
          } else {
            waiting.add(this);
          }
        }
        return state == State.HELD;
      }
    }

    /** Gives the turn back, if the book has it. One that waits keeps its place. */
    void giveBack() {
      leave(State.HELD);
    }

    /** The book ends: it gives the turn back, or waits for it no more. */
    void end() {
      leave(State.WAITING);
      leave(State.HELD);
    }

    private void leave(State from) {
      List<Turn> next;
      synchronized (AppendTurns.this) {
        if (state != from) {
          return;
        }
        if (state == State.HELD) {
          held--;
        } else {
          waiting.remove(this);
        }
        state = State.NONE;
        commands -= ownCommands;
        next = handOver();
      }
      next.forEach(turn -> turn.whenItCame.run());
    }
  }
}
