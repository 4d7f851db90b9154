package exchequer.ledger;

import java.util.List;

/**
 * What must be read before a command can be decided.
 *
 * @param rows each once
 */
public record Missing(List<RowKey> rows) {
  static final Missing NOTHING = new Missing(List.of());

  public boolean isNothing() {
    return rows.isEmpty();
  }
}
