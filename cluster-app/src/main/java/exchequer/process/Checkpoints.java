package exchequer.process;

import exchequer.ledger.Book;
import exchequer.ledger.Checkpoint;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a book writes behind its log, one checkpoint at a time, again until it is written.
 */
final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);
  private static final Duration RETRY_AFTER_AT_MOST = Duration.ofSeconds(15);

  private final Effects effects;
  private final int number;
  private final int everyEvents;
  private final int everyBytes;
  private boolean isDue;
  private Optional<Checkpoint> underWay = Optional.empty();
  private Duration retryAfter = RETRY_AFTER;

  Checkpoints(Effects effects, int number, BookSettings settings) {
    this.effects = effects;
    this.number = number;
    this.everyEvents = settings.checkpointEveryEvents();
    this.everyBytes = settings.maxUnwrittenBytes() / 2;
    effects.remind(Timer.CHECKPOINT, firstDelay(settings), settings.checkpointInterval());
  }

  /** Spread over the interval, so that the books of a node don't all write at once. */
  private Duration firstDelay(BookSettings settings) {
    int books = settings.rules().books();
    return settings.checkpointInterval().multipliedBy(number + 1L).dividedBy(books);
  }

  void timeHasCome() {
    isDue = true;
  }

  /** To be called only when all that the book has evolved is durable in its log. */
  void startIfDue(Book book) {
    boolean enough = book.unwrittenEvents() >= everyEvents || book.unwrittenBytes() >= everyBytes;
    if (underWay.isEmpty() && (enough || (isDue && book.unwrittenEvents() > 0))) {
      isDue = false;
      underWay = Optional.of(book.checkpoint());
      underWay.ifPresent(effects::write);
    }
  }

  void written() {
    underWay = Optional.empty();
    retryAfter = RETRY_AFTER;
  }

  /** Writes again what the last attempt could not. */
  void retry() {
    underWay.ifPresent(effects::write);
  }

  void failed(Checkpoint checkpoint, Throwable cause) {
    LOG.warn(
        "book {} could not write behind its log up to event {}, tries again after {} ms: {}",
        number,
        checkpoint.marker().sequenceNr(),
        retryAfter.toMillis(),
        cause.toString());
    effects.remind(Timer.CHECKPOINT_RETRY, retryAfter);
    // Longer each time: what all books write again may be what Cassandra does not keep up with.
    retryAfter = later(retryAfter.multipliedBy(2));
  }

  private static Duration later(Duration delay) {
    return delay.compareTo(RETRY_AFTER_AT_MOST) < 0 ? delay : RETRY_AFTER_AT_MOST;
  }
}
