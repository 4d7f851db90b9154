package exchequer.book;

import exchequer.storage.OwnerTable;
import exchequer.storage.OwnerTable.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that of two owners of a book's log only one is believed, however late or wrong the
 * other's clock, network or storage is. An owner takes an epoch before it reads the log, and fences
 * the owner before it; it believes what it has appended only when it finds itself unfenced after
 * the append. The proof is in STORAGE.md, "The fence".
 *
 * <p>One for a node. Safe for use by several threads.
 */
final class Fence {
  private static final Logger LOG = LoggerFactory.getLogger(Fence.class);

  /** A failed read leaves the outcome of every append open that waits for it. */
  private static final int READ_ATTEMPTS = 3;

  private final OwnerTable table;
  private final UUID node = UUID.randomUUID();
  private final SharedRead<Map<Integer, Long>> fences;
  private final Map<Integer, Long> epochs = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> deposed = new CompletableFuture<>();

  Fence(OwnerTable table) {
    this.table = table;
    this.fences = new SharedRead<>(() -> table.fences(node));
  }

  /**
   * Makes this node the owner of a book, with an epoch above that of every owner before. To be
   * called before the book's log is read.
   *
   * @return the epoch. Fails when Cassandra does not answer or another claims the book at the same
   *     time; the book may then try again, with a new claim. Fails always once this node is deposed
   */
  CompletionStage<Long> claim(int book) {
    if (deposed.isDone()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("another node took a book from this one, which ends"));
    }
    return table
        .owner(book)
        .thenCompose(former -> fenced(book, former).thenCompose(done -> succeed(book, former)));
  }

  /** Before the change of the owner: the named owner is fenced, whoever dies in between. */
  private CompletionStage<Void> fenced(int book, Owner former) {
    return former
        .node()
        .map(owner -> table.fence(owner, book, former.epoch() + 1))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Not tried again here: whoever claims for a book that has moved away must not win later. */
  private CompletionStage<Long> succeed(int book, Owner former) {
    return table
        .succeed(book, former, node)
        .thenApply(
            isOwner -> {
              if (!isOwner) {
                throw new IllegalStateException("book " + book + " was claimed by another start");
              }
              return former.epoch() + 1;
            });
  }

  /** The newest start of a book on this node has read the book's log under this epoch. */
  void owns(int book, long epoch) {
    epochs.put(book, epoch);
  }

  /** The epoch of a book's newest start on this node; 0 when there was none. */
  long epochOf(int book) {
    return epochs.getOrDefault(book, 0L);
  }

  /**
   * Whether what this node has done with a book until now, with the given epoch, counts. To be
   * called after Cassandra has acknowledged what was written.
   *
   * @return fails with {@link DeposedException} when it does not count, and with the driver's
   *     exception when nobody knows
   */
  CompletionStage<Void> confirm(int book, long epoch) {
    return confirm(book, epoch, 1);
  }

  private CompletionStage<Void> confirm(int book, long epoch, int attempt) {
    return fences
        .fromNow()
        .handle(
            (found, failure) -> {
              if (failure == null) {
                return checked(book, epoch, found.getOrDefault(book, 0L));
              }
              return attempt < READ_ATTEMPTS
                  ? confirm(book, epoch, attempt + 1)
                  : CompletableFuture.<Void>failedFuture(failure);
            })
        .thenCompose(stage -> stage);
  }

  private CompletionStage<Void> checked(int book, long epoch, long fencedBelow) {
    if (fencedBelow <= epoch) {
      return CompletableFuture.completedFuture(null);
    }
    return table
        .owner(book)
        .thenCompose(
            owner ->
                CompletableFuture.failedFuture(
                    new DeposedException(
                        book, epoch, owner.epoch(), !owner.node().equals(Optional.of(node)))));
  }

  /**
   * Another node took a book that this node believed to own: this node claims none any more, or
   * both would take it from each other for ever.
   */
  void giveUp(Throwable why) {
    if (deposed.complete(null)) {
      LOG.error("this node was deposed and ends: {}", why.toString());
    }
  }

  /** Completes when another node took a book that this node believed to own. */
  CompletionStage<Void> deposed() {
    return deposed;
  }
}
