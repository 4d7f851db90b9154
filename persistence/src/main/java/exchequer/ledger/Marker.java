package exchequer.ledger;

import java.time.Instant;
import java.util.List;

/**
 * Up to which event a book's log is written behind: all that recovery needs besides the log's tail.
 * Always at the end of an append.
 *
 * @param appendNr the number of the append that this event ends: where the log's tail begins
 * @param lastEventAt the time of that event
 * @param newestIdTime the newest time within the ids that the book has decided so far
 * @param entryCount entries the book has made so far, which places the next one in its bucket
 * @param inFlight the transfers that were begun and not settled at that event
 */
public record Marker(
    long sequenceNr,
    long appendNr,
    Instant lastEventAt,
    Instant newestIdTime,
    long entryCount,
    List<InFlight> inFlight) {
  /** Of a book whose log is empty. */
  public static final Marker START = new Marker(0, 0, Instant.EPOCH, Instant.EPOCH, 0, List.of());
}
