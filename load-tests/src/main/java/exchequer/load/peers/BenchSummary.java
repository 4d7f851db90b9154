package exchequer.load.peers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line about a run that the light generator ends its log with. */
final class BenchSummary {
  private static final Pattern POSTED = Pattern.compile("(?m)^posted (.+?), refused ");

  private BenchSummary() {}

  /**
   * Transfers that were acknowledged.
   *
   * @throws PeersException when the log does not say
   */
  static long posted(String log) {
    Matcher posted = POSTED.matcher(log);
    if (!posted.find()) {
      throw new PeersException(1, "the load does not say what was posted:\n" + log.strip());
    }
    return Long.parseLong(posted.group(1).replaceAll("[^0-9]", ""));
  }
}
