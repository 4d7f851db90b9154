package exchequer.storage;

/**
 * What says whether a row of a book's log counts.
 *
 * @param appendNr of the append within its book, from 1
 * @param epoch of the owner that wrote it; 0 when it was written before there were epochs
 * @param writer the incarnation of the book that wrote it
 */
public record LogRow(long appendNr, long epoch, String writer) {}
