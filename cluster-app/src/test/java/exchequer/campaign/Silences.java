package exchequer.campaign;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** For how long no operation on a book succeeded while some were trying. */
final class Silences {
  private Silences() {}

  /** A silence of one book. */
  record Silence(int book, long fromNanos, long toNanos) {
    long nanos() {
      return toNanos - fromNanos;
    }
  }

  /**
   * The longest of each book that was asked anything, by book.
   *
   * @param bookOf an account's book
   */
  static Map<Integer, Silence> longest(List<Operation> operations, ToIntFunction<String> bookOf) {
    Map<Integer, List<Operation>> byBook = new HashMap<>();
    for (Operation operation : operations) {
      byBook
          .computeIfAbsent(bookOf.applyAsInt(operation.account()), book -> new ArrayList<>())
          .add(operation);
    }
    Map<Integer, Silence> longest = new TreeMap<>();
    byBook.forEach((book, all) -> longest.put(book, longestOf(book, all)));
    return longest;
  }

  /**
   * Time in which nobody asked is no silence: one begins with the first operation after an answer.
   */
  private static Silence longestOf(int book, List<Operation> operations) {
    operations.sort(Comparator.comparingLong(operation -> operation.call().endedNanos()));
    long[] earliestBegan = new long[operations.size() + 1];
    earliestBegan[operations.size()] = Long.MAX_VALUE;
    for (int i = operations.size() - 1; i >= 0; i--) {
      earliestBegan[i] = Math.min(earliestBegan[i + 1], operations.get(i).call().beganNanos());
    }
    Silence longest = new Silence(book, 0, 0);
    long answeredNanos = 0;
    int next = 0;
    for (int i = 0; i < operations.size(); i++) {
      boolean isLast = i == operations.size() - 1;
      if (operations.get(i).answer().isOfTheBook() || isLast) {
        long endedNanos = operations.get(i).call().endedNanos();
        long fromNanos = Math.max(answeredNanos, earliestBegan[next]);
        if (endedNanos - fromNanos > longest.nanos()) {
          longest = new Silence(book, fromNanos, endedNanos);
        }
        answeredNanos = endedNanos;
        next = i + 1;
      }
    }
    return longest;
  }
}
