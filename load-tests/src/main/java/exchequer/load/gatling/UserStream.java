package exchequer.load.gatling;

import exchequer.load.ledger.LoadRun;
import exchequer.load.ledger.Order;
import exchequer.load.ledger.OrderStream;
import exchequer.load.ledger.Outcome;
import io.gatling.core.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import scala.Option;

/** A virtual user's stream of transfers, kept in its session. One group is on its way at a time. */
final class UserStream implements AutoCloseable {
  private static final String ATTRIBUTE = "exchequer.stream";

  private final OrderStream stream;
  private int unanswered;
  private Outcome outcome = Outcome.OK;
  private Consumer<Outcome> listener = nobody -> {};

  private UserStream(LoadRun run) {
    this.stream = run.stream(this::ended);
  }

  /** The session, with a stream if it had none. */
  static Session in(Session session, LoadRun run) {
    return of(session).isPresent() ? session : session.set(ATTRIBUTE, new UserStream(run));
  }

  static Optional<UserStream> of(Session session) {
    Option<Object> found = session.attributes().get(ATTRIBUTE);
    return found.isDefined() ? Optional.of((UserStream) found.get()) : Optional.empty();
  }

  /**
   * @param whenAllAnswered told the first outcome that is not OK, or OK
   */
  void send(List<Order> group, Consumer<Outcome> whenAllAnswered) {
    synchronized (this) {
      unanswered = group.size();
      outcome = Outcome.OK;
      listener = whenAllAnswered;
    }
    stream.send(group);
  }

  private void ended(List<OrderStream.Ended> transfers) {
    Consumer<Outcome> told;
    Outcome whole;
    synchronized (this) {
      for (OrderStream.Ended transfer : transfers) {
        if (outcome.isOk()) {
          outcome = transfer.outcome();
        }
      }
      unanswered -= transfers.size();
      if (unanswered > 0) {
        return;
      }
      told = listener;
      whole = outcome;
    }
    told.accept(whole);
  }

  @Override
  public void close() {
    stream.close();
  }
}
