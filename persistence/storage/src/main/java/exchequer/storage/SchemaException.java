package exchequer.storage;

import java.io.Serial;

/** The database is not as the ledger needs it. The message says what is wrong, and what to do. */
public final class SchemaException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }
}
