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
 * @param creditsAheadThrough the newest beginning of a credit that the book has decided at an
 *     earlier time than that; {@link Instant#EPOCH} as long as clocks are right
 */
public record Marker(
    long sequenceNr,
    long appendNr,
    Instant lastEventAt,
    Instant newestIdTime,
    long entryCount,
    List<InFlight> inFlight,
    Instant creditsAheadThrough) {
  /** Of a book whose log is empty. */
  public static final Marker START = new Marker(0, 0, Instant.EPOCH, Instant.EPOCH, 0, List.of());

  /** Of a book that met no credit from the future. */
  public Marker(
      long sequenceNr,
      long appendNr,
      Instant lastEventAt,
      Instant newestIdTime,
      long entryCount,
      List<InFlight> inFlight) {
    this(sequenceNr, appendNr, lastEventAt, newestIdTime, entryCount, inFlight, Instant.EPOCH);
  }
}
