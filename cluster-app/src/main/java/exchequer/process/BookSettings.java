package exchequer.process;

import com.typesafe.config.Config;
import exchequer.ledger.BookRules;
import exchequer.settings.SettingsReader;
import java.time.Duration;

/**
 * How books work. Section {@code exchequer.book}; meanings and defaults in ledger.conf.
 *
 * @param appendsPerPartition appends of a book's log in one Cassandra partition
 * @param queueCapacityCommands commands that wait in one book: so many of clients, credits of other
 *     books, and outcomes of own transfers; more are refused
 * @param queueMaxBytes of clients' commands that wait in one book, about, in memory
 * @param queueMaxTime after which a client's command that waits in a book is refused
 * @param answerTimeout after which nobody waits for a book's answer any more
 * @param batchMaxEvents events of one append
 * @param batchMaxBytes stored bytes of one append, but for its last event
 * @param maxAppends appends of this node's books on their way at the same time
 * @param appendTimeout after which the book takes an append for lost, and starts again
 * @param settleWithin time that the outcome of an acknowledged transfer waits for an append to go
 *     with
 * @param checkpointEveryEvents events after which a checkpoint is due
 * @param checkpointInterval time after which a checkpoint is due
 * @param maxUnwrittenEvents events not yet written behind the log at which a book stops deciding
 * @param maxUnwrittenBytes heap, about, of accounts and transfers not yet written behind the log at
 *     which a book stops deciding; at half of it a checkpoint is due
 * @param resendAfter time without an answer after which a credit is sent again; doubles each time
 * @param resendAtMost the longest such time
 */
public record BookSettings(
    BookRules rules,
    int appendsPerPartition,
    int queueCapacityCommands,
    int queueMaxBytes,
    Duration queueMaxTime,
    Duration answerTimeout,
    int batchMaxEvents,
    int batchMaxBytes,
    int maxAppends,
    Duration appendTimeout,
    Duration settleWithin,
    int checkpointEveryEvents,
    Duration checkpointInterval,
    int maxUnwrittenEvents,
    int maxUnwrittenBytes,
    Duration resendAfter,
    Duration resendAtMost) {

  /**
   * @throws exchequer.settings.WrongSettingException naming the setting and what is allowed
   */
  public static BookSettings of(Config config) {
    SettingsReader book = new SettingsReader(config, "exchequer.book");
    SettingsReader grpc = new SettingsReader(config, "exchequer.grpc");
    SettingsReader ledger = new SettingsReader(config, "exchequer.ledger");
    Duration hour = Duration.ofHours(1);
    return new BookSettings(
        new BookRules(
            ledger.number("books", 1, 1_024),
            ledger.number("entries-per-bucket", 10, 10_000_000),
            book.number("remembered-transfers", 1, 10_000_000),
            book.number("cached-accounts", 2, 100_000_000),
            book.number("max-in-flight", 1, 100_000),
            book.duration("clock-skew", Duration.ZERO, BookRules.MAX_CLOCK_SKEW)),
        ledger.number("appends-per-partition", 10, 1_000_000),
        book.number("queue-capacity", 1, 1_000_000),
        book.bytes("queue-max-bytes", 64 * 1024, 1024 * 1024 * 1024),
        book.duration("queue-max-time", Duration.ofMillis(10), hour),
        grpc.duration("answer-timeout", Duration.ofMillis(100), hour),
        book.number("batch-max-events", 1, 10_000),
        book.bytes("batch-max-bytes", 1_024, 1024 * 1024),
        book.number("max-appends", 1, 1_024),
        book.duration("append-timeout", Duration.ofMillis(100), hour),
        book.duration("settle-within", Duration.ofMillis(1), hour),
        book.number("checkpoint-every-events", 1, 1_000_000),
        book.duration("checkpoint-interval", Duration.ofMillis(10), hour),
        book.number("max-unwritten-events", 1_000, 10_000_000),
        book.bytes("max-unwritten-bytes", 1024 * 1024, 1024 * 1024 * 1024),
        book.duration("resend-after", Duration.ofMillis(10), hour),
        book.duration("resend-at-most", Duration.ofMillis(10), hour));
  }
}
