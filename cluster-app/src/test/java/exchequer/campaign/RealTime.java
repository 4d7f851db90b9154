package exchequer.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Goes through operations as they began and ended, each twice. */
final class RealTime {
  private RealTime() {}

  private record Moment(long nanos, boolean isEnd, Operation operation) {}

  /** What ends at the very moment at which another begins has not ended before. */
  static <T extends Operation> void replay(
      List<T> operations, Consumer<Operation> began, Consumer<Operation> ended) {
    List<Moment> moments = new ArrayList<>(2 * operations.size());
    for (Operation operation : operations) {
      moments.add(new Moment(operation.call().beganNanos(), false, operation));
      moments.add(new Moment(operation.call().endedNanos(), true, operation));
    }
    moments.sort(Comparator.comparingLong(Moment::nanos).thenComparing(Moment::isEnd));
    for (Moment moment : moments) {
      (moment.isEnd() ? ended : began).accept(moment.operation());
    }
  }
}
