package exchequer.campaign;

import exchequer.campaign.Operation.Line;
import exchequer.campaign.Operation.ReadStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An account's statement when nothing moves any more, which every earlier read is held to. */
final class StatementAtRest {
  private final ReadStatement read;
  private final Map<String, Integer> indexes = new HashMap<>();

  StatementAtRest(ReadStatement read) {
    this.read = read;
    for (int index = 0; index < read.lines().size(); index++) {
      indexes.putIfAbsent(read.lines().get(index).transfer(), index);
    }
  }

  String account() {
    return read.account();
  }

  ReadStatement read() {
    return read;
  }

  List<Line> lines() {
    return read.lines();
  }

  int size() {
    return read.lines().size();
  }

  /** The place of the transfer's line, from 0; -1 when it has none. */
  int indexOf(String transfer) {
    return indexes.getOrDefault(transfer, -1);
  }

  long balanceAfter(long entryCount) {
    return entryCount == 0 ? 0 : read.lines().get((int) entryCount - 1).balance();
  }
}
