package exchequer.load.ledger;

import exchequer.client.LedgerClient;
import exchequer.client.TransferOutcome;
import exchequer.client.TransferStream;
import exchequer.v1.CreateTransferRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A stream of transfers whose outcomes are counted. For any thread. */
public final class OrderStream implements AutoCloseable {
  private final Tally tally;
  private final Listener listener;
  private final TransferStream stream;
  private final Map<String, Order> orders = new ConcurrentHashMap<>();

  /** Told the ends of transfers, on a thread that must not be held. */
  public interface Listener {
    /** What was answered together; each has been told to the tally. */
    void ended(List<Ended> transfers);
  }

  /** A transfer that is not sent again. */
  public record Ended(Order order, Outcome outcome) {}

  /** Opens nothing before something is sent. */
  OrderStream(LedgerClient client, int mostInFlight, Tally tally, Listener listener) {
    this.tally = tally;
    this.listener = listener;
    this.stream = client.stream(mostInFlight, this::ended);
  }

  /** Sends them in one message: 1 to 1,000. */
  public void send(List<Order> group) {
    List<CreateTransferRequest> requests = new ArrayList<>(group.size());
    for (Order order : group) {
      orders.put(order.request().getTransferId(), order);
      requests.add(order.request());
    }
    try {
      stream.send(requests);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new LedgerException("interrupted");
    }
  }

  private void ended(List<TransferOutcome> outcomes) {
    List<Ended> ended = new ArrayList<>(outcomes.size());
    for (TransferOutcome transfer : outcomes) {
      Order order = orders.remove(transfer.request().getTransferId());
      Outcome outcome = Outcome.of(transfer);
      tally.resent(transfer.sends() - 1);
      tally.done(order, outcome);
      ended.add(new Ended(order, outcome));
    }
    listener.ended(ended);
  }

  /** Ends the stream; to be called when all is answered. */
  @Override
  public void close() {
    stream.end();
    tally.unexpected(stream.unexpectedResults());
  }
}
