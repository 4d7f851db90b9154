/**
 * A model of the protocol that fences a book's former owners, and a search that looks at everything
 * that can happen in it. Which rows count is decided by the ledger's own {@link
 * exchequer.storage.LogTail}.
 *
 * <h2>The protocol</h2>
 *
 * <p>A book's log is written by its owner, one row an append. Nothing can make sure that there is
 * one owner at a time: a node may stand still for hours, not know that another has taken its books,
 * and go on; and a row that was sent may land at any later time. So an owner has an <em>epoch</em>,
 * each row carries that of its writer, and two small tables say whose rows may be believed: {@code
 * owner} has the epoch and the node of a book's newest owner, and {@code fenced} has, for a node
 * and a book, the epoch below which that node's owners are deposed.
 *
 * <p>A start of a book <em>claims</em> the log before it reads the log:
 *
 * <ol>
 *   <li>It reads the table {@code owner}: epoch e, node A.
 *   <li>It fences A below e + 1, and waits until that is written.
 *   <li>It changes the owner from (e, A) to (e + 1, its own node), if it is still (e, A). When it
 *       is not, or when the outcome is unknown, it starts over.
 *   <li>It reads the log. Of the rows with one number, the one of the highest epoch counts; a row
 *       of a lower epoch than a row before it does not.
 *   <li>It writes a copy of the last append, with the same number, under its own epoch. When the
 *       copy is written and confirmed, it believes the log.
 * </ol>
 *
 * <p>Then it appends, one row at a time. To <em>confirm</em> is to read the fences of the own node,
 * in a read that begins after Cassandra has acknowledged the row: only when there is none above the
 * own epoch, the append is acknowledged and acted on. What is answered without an append is
 * confirmed in the same way.
 *
 * <h2>Why that is enough</h2>
 *
 * <p>Take an append that was confirmed, and the next owner. If its fence was written before the
 * confirming read began, that read saw the fence, and the append was not acknowledged. Otherwise
 * the row had landed before the fence was written, and the next owner, who reads the log after
 * that, finds it. No clock is in this.
 *
 * <p>The copy makes final what was read. A former owner has at most one row on its way, with the
 * number after its last confirmed append: wherever such a row lands later, it meets a higher epoch
 * at its number, or comes after one.
 *
 * <h2>The model</h2>
 *
 * <p>{@link exchequer.fence.Protocol} says what can happen next, {@link exchequer.fence.Promises}
 * what must hold in each state, and {@link exchequer.fence.Search} visits every state once. An
 * owner that crashes, or stands still, or finds itself fenced, is one that takes no further step; a
 * row that is lost is one that does not land. The search contains all these without steps of their
 * own. A write, its acknowledgement and what the owner sends next are one step where nothing can
 * tell the difference: what was sent may always take effect later, or never.
 */
package exchequer.fence;
