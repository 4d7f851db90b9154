package exchequer.ledger;

import java.util.List;

/**
 * The part of a statement that only the book knows, and where the rest is stored.
 *
 * @param account as it is now
 * @param writtenCount entries 1 to this number are stored behind the log
 * @param lastWrittenBucket where entry {@code writtenCount} is stored; 0 when there is none
 * @param unwritten the newer entries inside the window, in its direction
 */
public record StatementHead(
    Account account, long writtenCount, int lastWrittenBucket, List<Entry> unwritten) {}
