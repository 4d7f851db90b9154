package exchequer.kubernetes.e2e;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** How long each book gave no answer at most, seen by its own sender. */
final class Silences {
  private final Map<Integer, Long> millis = new TreeMap<>();

  /**
   * @param answered what was answered while it was looked
   */
  Silences(Collection<Load.Answered> answered) {
    Map<Integer, List<Load.Answered>> probes = new TreeMap<>();
    answered.stream()
        .filter(Load.Answered::probe)
        .forEach(probe -> probes.computeIfAbsent(probe.book(), b -> new ArrayList<>()).add(probe));
    probes.forEach((book, ofBook) -> millis.put(book, longest(ofBook)));
  }

  /** Of some books, sorted. */
  List<Long> of(Collection<Integer> books) {
    return books.stream().filter(millis::containsKey).map(millis::get).sorted().toList();
  }

  /** The smallest value that so many percent of all are not above. */
  static long percentile(List<Long> sorted, int percent) {
    return sorted.isEmpty() ? 0 : sorted.get((sorted.size() * percent + 99) / 100 - 1);
  }

  private static long longest(List<Load.Answered> probes) {
    probes.sort(Comparator.comparingLong(Load.Answered::answeredNanos));
    List<Long> gaps = new ArrayList<>(List.of(0L));
    for (int i = 1; i < probes.size(); i++) {
      gaps.add(probes.get(i).answeredNanos() - probes.get(i - 1).answeredNanos());
    }
    return TimeUnit.NANOSECONDS.toMillis(Collections.max(gaps));
  }
}
