package exchequer.kubernetes.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** One change of the pods under load, watched from before it until the books are spread again. */
final class Change {
  private static final long LOOK_EVERY_MILLIS = 500;

  /** Books per pod may differ by so many when they count as balanced. */
  private static final int BALANCED_WITHIN = 3;

  private final String name;
  private final Members members;
  private final Load load;
  private final Map<Integer, List<String>> homes = new TreeMap<>();
  private final List<Integer> before;
  private final long startNanos;
  private final int retriesBefore;
  private final int failuresBefore;

  Change(String name, Members members, Load load) {
    this.name = name;
    this.members = members;
    this.load = load;
    Map<String, Set<Integer>> books = members.books();
    before = Members.counts(books);
    see(books);
    retriesBefore = load.client.retries.get();
    failuresBefore = load.failed().size();
    startNanos = System.nanoTime();
  }

  /** Looks on until so many pods keep all books about evenly, and prints what was seen. */
  Outcome untilBalancedOver(int pods, Duration atMost) throws InterruptedException {
    long deadlineNanos = startNanos + atMost.toNanos();
    Map<String, Set<Integer>> books = members.books();
    while (!isBalanced(books, pods)) {
      if (System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException(name + ": not balanced after " + atMost + ": " + books);
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
      books = members.books();
      see(books);
    }
    return outcome(books);
  }

  /** Looks on until every pod is of the newest revision and all books have a home. */
  Outcome untilRolledOut(Deployed deployed, int pods, Duration atMost) throws InterruptedException {
    long deadlineNanos = startNanos + atMost.toNanos();
    Map<String, Set<Integer>> books = members.books();
    while (!deployed.isRolledOut(pods) || Members.homes(books).size() != Accounts.BOOKS) {
      if (System.nanoTime() > deadlineNanos) {
        throw new IllegalStateException(name + ": not rolled out after " + atMost + ": " + books);
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
      books = members.books();
      see(books);
    }
    return outcome(books);
  }

  private Outcome outcome(Map<String, Set<Integer>> books) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    List<Load.Answered> answered = load.since(startNanos);
    Set<Integer> moved = new TreeSet<>();
    homes.forEach(
        (book, seen) -> {
          if (seen.size() > 1) {
            moved.add(book);
          }
        });
    Outcome outcome =
        new Outcome(
            name,
            before,
            Members.counts(books),
            seconds,
            moved.size(),
            homes.values().stream().mapToInt(seen -> seen.size() - 1).max().orElse(0),
            new Silences(answered).of(moved),
            answered.stream().map(Load.Answered::latencyMillis).sorted().toList(),
            load.client.retries.get() - retriesBefore,
            load.failed().size() - failuresBefore);
    System.out.println(outcome.text());
    return outcome;
  }

  private void see(Map<String, Set<Integer>> books) {
    Members.homes(books)
        .forEach(
            (book, pod) -> {
              List<String> seen = homes.computeIfAbsent(book, any -> new ArrayList<>());
              if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(pod)) {
                seen.add(pod);
              }
            });
  }

  private static boolean isBalanced(Map<String, Set<Integer>> books, int pods) {
    List<Integer> counts = Members.counts(books);
    return counts.size() == pods
        && counts.stream().mapToInt(count -> count).sum() == Accounts.BOOKS
        && Members.homes(books).size() == Accounts.BOOKS
        && counts.stream().allMatch(c -> Math.abs(c - Accounts.BOOKS / pods) <= BALANCED_WITHIN);
  }

  /**
   * What was seen.
   *
   * @param silencesMillis of the books that moved, sorted
   * @param latenciesMillis of all transfers, sorted, each with all of its sendings
   */
  record Outcome(
      String name,
      List<Integer> booksBefore,
      List<Integer> booksAfter,
      long secondsUntilBalanced,
      int booksMoved,
      int mostMovesOfABook,
      List<Long> silencesMillis,
      List<Long> latenciesMillis,
      int retries,
      int failures) {
    String text() {
      return """
          %s
            books per pod           %s -> %s, balanced after %d s
            books moved             %d, at most %d times
            silence of a moved book p50 %d ms, p99 %d ms
            transfers               %d (%d/s), p50 %d ms, p99 %d ms, sent again %d, failed %d
          """
          .formatted(
              name,
              booksBefore,
              booksAfter,
              secondsUntilBalanced,
              booksMoved,
              mostMovesOfABook,
              Silences.percentile(silencesMillis, 50),
              Silences.percentile(silencesMillis, 99),
              latenciesMillis.size(),
              latenciesMillis.size() / Math.max(1, secondsUntilBalanced),
              Silences.percentile(latenciesMillis, 50),
              Silences.percentile(latenciesMillis, 99),
              retries,
              failures);
    }
  }
}
