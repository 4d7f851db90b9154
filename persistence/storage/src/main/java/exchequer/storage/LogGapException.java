package exchequer.storage;

/** An append is missing in a book's log. The book must not start: what it would say is wrong. */
public final class LogGapException extends RuntimeException {
  LogGapException(long missing, LogRow found) {
    super("append " + missing + " is missing in the log, the next that counts is " + found);
  }

  LogGapException(long missing) {
    super("append " + missing + " is missing in the log, which tables say it has");
  }
}
