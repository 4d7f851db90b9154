package exchequer.fence;

import exchequer.storage.LogRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which rows count by Akka's replay filter ({@code repair-by-discard-old}), which knows no epochs:
 * a writer that is met for the first time is the newest. What others wrote with the same and higher
 * numbers is discarded, and so is everything of theirs that is met later.
 */
final class AkkaReplayFilter {
  private AkkaReplayFilter() {}

  static List<LogRow> counting(List<LogRow> found) {
    List<LogRow> counting = new ArrayList<>();
    Set<String> oldWriters = new HashSet<>();
    String newest = "";
    for (LogRow row : found) {
      if (oldWriters.contains(row.writer())) {
        continue;
      }
      if (!row.writer().equals(newest)) {
        oldWriters.add(newest);
        newest = row.writer();
        counting.removeIf(earlier -> earlier.appendNr() >= row.appendNr());
      }
      counting.add(row);
    }
    return counting;
  }
}
