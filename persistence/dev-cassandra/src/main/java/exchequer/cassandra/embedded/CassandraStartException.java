package exchequer.cassandra.embedded;

import java.io.Serial;

/** The development Cassandra can't run. The message says why, and what to do. */
public final class CassandraStartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why it can't. */
  public enum Reason {
    /** The folder with its jars is missing, or holds none or two of something. */
    LIBRARIES_UNUSABLE,
    /** The data folder can't be made or written. */
    FOLDER_NOT_WRITABLE,
    /** There is too little space left for the data folder. */
    DISK_FULL,
    /** Another live process runs a Cassandra on the data folder. */
    FOLDER_IN_USE,
    /** Something listens on the CQL port. */
    PORT_IN_USE,
    /** The process ended before it answered. */
    DIED,
    /** The process did not answer in time. */
    TIMED_OUT
  }

  private final Reason reason;

  CassandraStartException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  CassandraStartException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
