package exchequer.ledger;

import java.time.Instant;

/**
 * Which lines of a statement are wanted.
 *
 * @param newestFirst the direction to read in
 * @param fromNumber the first wanted number, inclusive: read downwards when newest first
 * @param notBefore inclusive; {@link Instant#MIN} for no bound
 * @param before exclusive; {@link Instant#MAX} for no bound
 * @param limit the most lines wanted
 */
public record StatementWindow(
    boolean newestFirst, long fromNumber, Instant notBefore, Instant before, int limit) {

  public boolean contains(Entry entry) {
    boolean inOrder = newestFirst ? entry.number() <= fromNumber : entry.number() >= fromNumber;
    return inOrder && !entry.postedAt().isBefore(notBefore) && entry.postedAt().isBefore(before);
  }
}
