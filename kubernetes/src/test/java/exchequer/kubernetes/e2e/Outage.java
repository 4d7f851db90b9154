package exchequer.kubernetes.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Something that was broken under load: until when every account answered again. */
final class Outage {
  /** Answers that were on their way when it broke say nothing. */
  private static final long ON_THEIR_WAY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final Load load;
  private final long startNanos = System.nanoTime();

  /** Begins now. */
  Outage(String name, Load load) {
    this.name = name;
    this.load = load;
  }

  /** Returns when a transfer from each book, sent after the break, was answered. */
  void awaitEveryBook(Duration atMost) {
    await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> answeredSince(startNanos + ON_THEIR_WAY_NANOS).size() == Accounts.BOOKS);
  }

  /** The longest silences of some books until now, sorted; also printed. */
  List<Long> silencesMillis(Collection<Integer> books) {
    List<Long> silences = new Silences(load.since(startNanos - ON_THEIR_WAY_NANOS)).of(books);
    System.out.printf(
        "%s%n  silence of its %d books p50 %d ms, at most %d ms%n  transfers %d, sent again %d, failed %d%n",
        name,
        books.size(),
        Silences.percentile(silences, 50),
        Silences.percentile(silences, 100),
        load.since(startNanos).size(),
        load.client.retries.get(),
        load.failed().size());
    return silences;
  }

  static Set<Integer> everyBook() {
    return IntStream.range(0, Accounts.BOOKS).boxed().collect(Collectors.toSet());
  }

  private Set<Integer> answeredSince(long nanos) {
    return load.since(nanos).stream()
        .filter(answered -> answered.sentNanos() - startNanos >= 0)
        .map(Load.Answered::book)
        .collect(Collectors.toSet());
  }
}
