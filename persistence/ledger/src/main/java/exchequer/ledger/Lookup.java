package exchequer.ledger;

import java.util.Optional;

/**
 * What the transfer table said of an id.
 *
 * @param asOfSequenceNr how far the book's log had come when the table was asked: "absent" is only
 *     true of what was written by then
 * @param found the recorded outcome, which never changes
 */
public record Lookup(long asOfSequenceNr, Optional<Outcome> found) {
  /** The table was not asked. */
  public static final Lookup NONE = new Lookup(-1, Optional.empty());
}
