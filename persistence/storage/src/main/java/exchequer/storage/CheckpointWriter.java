package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import exchequer.ledger.AccountId;
import exchequer.ledger.Checkpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes checkpoints behind the log, in batches within one partition. */
final class CheckpointWriter {
  /** Spreads over Cassandra's threads; its own limit is on batches of several partitions. */
  private static final int MAX_BATCH_BYTES = 64 * 1024;

  private static final int MAX_BATCH_ROWS = 200;

  /** All batches at once would time out together, the last behind all others, again and again. */
  private static final Window WINDOW = new Window(16, 3, 100);

  /** A table that checkpoints write. */
  interface Rows {
    /** What stores the checkpoint's share of this table; the same each time. */
    List<SizedWrite> writes(int book, Checkpoint checkpoint);
  }

  private final CqlSession session;
  private final List<List<Rows>> stages;

  /**
   * @param stages tables that are written together, one stage after the other
   */
  CheckpointWriter(CqlSession session, List<List<Rows>> stages) {
    this.session = session;
    this.stages = stages;
  }

  /** As {@link LedgerStore#write}. */
  CompletionStage<Void> write(int book, Checkpoint checkpoint) {
    CompletionStage<Void> written = CompletableFuture.completedFuture(null);
    for (List<Rows> stage : stages) {
      written = written.thenCompose(done -> write(book, checkpoint, stage));
    }
    return written;
  }

  private CompletionStage<Void> write(int book, Checkpoint checkpoint, List<Rows> stage) {
    return all(stage.stream().map(table -> table.writes(book, checkpoint)).toList());
  }

  /**
   * As the table has them: a partition is a tree in Cassandra's memory, where neighbours cost a
   * fraction of what as many rows all over it do.
   */
  static <T> List<T> inOrderOf(List<T> rows, Function<T, AccountId> account) {
    List<T> ordered = new ArrayList<>(rows);
    ordered.sort(Comparator.comparing(row -> account.apply(row).value()));
    return ordered;
  }

  private CompletionStage<Void> all(List<List<SizedWrite>> perTable) {
    List<Statement<?>> writes = new ArrayList<>();
    for (List<SizedWrite> table : perTable) {
      Map<Integer, List<SizedWrite>> partitions = new LinkedHashMap<>();
      table.forEach(
          write ->
              partitions.computeIfAbsent(write.partition(), p -> new ArrayList<>()).add(write));
      partitions.values().forEach(partition -> writes.addAll(batches(partition)));
    }
    return WINDOW.forEach(writes, session::executeAsync);
  }

  private static List<Statement<?>> batches(List<SizedWrite> partition) {
    List<Statement<?>> batches = new ArrayList<>();
    List<SizedWrite> batch = new ArrayList<>();
    int bytes = 0;
    for (SizedWrite write : partition) {
      boolean full = batch.size() == MAX_BATCH_ROWS || bytes + write.sizeBytes() > MAX_BATCH_BYTES;
      if (full && !batch.isEmpty()) {
        batches.add(together(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(write);
      bytes += write.sizeBytes();
    }
    batches.add(together(batch));
    return batches;
  }

  private static Statement<?> together(List<SizedWrite> writes) {
    if (writes.size() == 1) {
      return writes.get(0).statement(); // Not a batch, so no limit on its size applies.
    }
    BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
    writes.forEach(write -> batch.addStatement(write.statement()));
    return batch.build();
  }
}
