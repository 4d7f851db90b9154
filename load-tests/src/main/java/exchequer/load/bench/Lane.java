package exchequer.load.bench;

import exchequer.load.ledger.LoadRun;
import exchequer.load.ledger.Order;
import exchequer.load.ledger.OrderStream;
import exchequer.load.ledger.OrderStream.Ended;
import java.util.List;
import java.util.function.Consumer;

/** A way that transfers are sent on, by whoever is told that earlier ones have ended. */
interface Lane {
  /** Sends them; each is told as ended once. */
  void send(List<Order> orders);

  /** To be called when all have ended. */
  default void end() {}

  /** Each transfer is a call of its own. */
  static Lane unary(LoadRun run, Consumer<List<Ended>> ended) {
    return orders ->
        orders.forEach(
            order ->
                run.transfer(order, outcome -> ended.accept(List.of(new Ended(order, outcome)))));
  }

  /** All go through one stream, what is sent together in one message. */
  static Lane stream(LoadRun run, Consumer<List<Ended>> ended) {
    OrderStream stream = run.stream(ended::accept);
    return new Lane() {
      @Override
      public void send(List<Order> orders) {
        stream.send(orders);
      }

      @Override
      public void end() {
        stream.close();
      }
    };
  }
}
