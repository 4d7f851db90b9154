package exchequer.storage;

import exchequer.ledger.Entry;
import java.util.List;
import java.util.Optional;

/**
 * A page of a statement.
 *
 * @param next where the next page starts; empty when there is none
 */
public record StatementPage(List<Entry> entries, Optional<Position> next) {

  /**
   * Where in a statement to go on.
   *
   * @param number of the next line
   * @param bucket to look in first: that of the next line, or of the one before it
   */
  public record Position(long number, int bucket) {}
}
