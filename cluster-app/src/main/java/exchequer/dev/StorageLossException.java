package exchequer.dev;

/** The development Cassandra is gone. The message says how, with the end of its logs. */
public final class StorageLossException extends RuntimeException {
  StorageLossException(String message) {
    super(message);
  }
}
