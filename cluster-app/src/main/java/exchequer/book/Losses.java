package exchequer.book;

import exchequer.ledger.BookCommand;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each of the newest lost commands was lost: however they get lost, none goes round and
 * round.
 */
final class Losses {
  /** A book moves once, or twice when its new home ends, too. */
  private static final int SENT_ON_AT_MOST = 5;

  private static final int REMEMBERED_COMMANDS = 10_000;

  private final Map<Object, Integer> losses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Integer> eldest) {
          return size() > REMEMBERED_COMMANDS;
        }
      };

  /** Counts the loss. */
  boolean mayBeSentOn(BookMessage.Request request) {
    return losses.merge(key(request), 1, Integer::sum) <= SENT_ON_AT_MOST;
  }

  /** A client's command is known by who waits for the answer; nobody does between books. */
  private static Object key(BookMessage.Request request) {
    if (request.command() instanceof BookCommand.AcceptCredit accept) {
      return accept.credit().key();
    }
    return request.command() instanceof BookCommand.SettleTransfer settle
        ? settle.key()
        : request.replyTo();
  }
}
