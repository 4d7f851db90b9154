package exchequer.book;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.SignalHandler;
import exchequer.encoding.Stored;
import exchequer.encoding.StoredForm;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Marker;
import java.util.ArrayList;
import java.util.List;

/**
 * A book's log in Akka Persistence, which numbers appends: each is one event of the journal, and so
 * one row, however many events of the ledger are in it. Appends batches and replays the tail after
 * the newest marker. The book itself decides; an actor of its own for the log lets commands gather
 * while an append is on its way.
 */
final class BookLog extends EventSourcedBehavior<BookLog.Append, Stored, BookLog.Replay> {
  private static final String MARKER_STORE = "exchequer.marker-store";

  /** One atomic write. */
  record Append(List<Stored> events) {}

  /** What recovery gathers; left alone afterwards. */
  static final class Replay {
    private final Marker marker;
    private final List<List<BookEvent>> tail = new ArrayList<>();
    private boolean replaying = true;

    Replay(Marker marker) {
      this.marker = marker;
    }
  }

  private final ActorContext<Append> context;
  private final int number;
  private final Fence fence;
  private final Incarnation book;

  static Behavior<Append> create(int number, Fence fence, Incarnation book) {
    return Behaviors.setup(context -> new BookLog(context, number, fence, book));
  }

  private BookLog(ActorContext<Append> context, int number, Fence fence, Incarnation book) {
    super(PersistenceId.ofUniqueId(Books.persistenceId(number)));
    this.context = context;
    this.number = number;
    this.fence = fence;
    this.book = book;
  }

  @Override
  public String snapshotPluginId() {
    return MARKER_STORE;
  }

  @Override
  public Replay emptyState() {
    return new Replay(Marker.START);
  }

  @Override
  public CommandHandler<Append, Stored, Replay> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(
            Append.class,
            append ->
                Effect()
                    .persist(StoredForm.append(append.events()))
                    .thenRun(() -> appended(lastSequenceNumber(context))))
        .build();
  }

  private void appended(long appendNr) {
    book.input(process -> process.appended(appendNr));
  }

  @Override
  public EventHandler<Replay, Stored> eventHandler() {
    return (replay, stored) -> {
      if (replay.replaying) {
        replay.tail.add(StoredForm.events(stored));
      }
      return replay;
    };
  }

  /** A book that does not start is better than one that goes on from a wrong state. */
  private static void requireWhole(Replay replay, long lastAppendNr) {
    long replayed = replay.marker.appendNr() + replay.tail.size();
    if (replayed != lastAppendNr) {
      throw new IllegalStateException(
          "the log ends at append %d; the marker is at %d, and %d were replayed after it"
              .formatted(lastAppendNr, replay.marker.appendNr(), replay.tail.size()));
    }
  }

  @Override
  public SignalHandler<Replay> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            replay -> {
              replay.replaying = false;
              requireWhole(replay, lastSequenceNumber(context));
              book.tell(
                  new Internal.Recovered(
                      replay.marker, List.copyOf(replay.tail), fence.epochOf(number)));
              replay.tail.clear();
            })
        .build();
  }
}
