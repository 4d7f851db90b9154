package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Statement;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes checkpoints behind the log, in batches within one partition. */
public final class CheckpointWriter {
  /** Spreads over Cassandra's threads; its own limit is on batches of several partitions. */
  private static final int MAX_BATCH_BYTES = 64 * 1024;

  private static final int MAX_BATCH_ROWS = 200;

  /** All batches at once would time out together, the last behind all others, again and again. */
  private static final Window WINDOW = new Window(16, 3, 100);

  private final CqlSession session;
  private final Tables tables;
  private final EntryTable entries;
  private final TransferTable transfers;

  public CheckpointWriter(
      CqlSession session, Tables tables, EntryTable entries, TransferTable transfers) {
    this.session = session;
    this.tables = tables;
    this.entries = entries;
    this.transfers = transfers;
  }

  /**
   * Completes when all of it is durable. Fails with the driver's exception when some of it may not
   * be; writing the same checkpoint again is then safe and needed.
   */
  public CompletionStage<Void> write(int book, Checkpoint checkpoint) {
    List<SizedWrite> lines = new ArrayList<>();
    for (Entry entry : inOrderOf(checkpoint.entries(), Entry::account)) {
      lines.addAll(entries.writes(book, entry));
    }
    List<SizedWrite> outcomes = transfers.writes(book, checkpoint.transfers(), checkpoint.marker());
    return all(List.of(lines, outcomes))
        .thenCompose(done -> all(List.of(accounts(book, checkpoint))))
        .thenCompose(done -> session.executeAsync(tables.marker(book, checkpoint.marker())))
        .thenApply(done -> null);
  }

  private List<SizedWrite> accounts(int book, Checkpoint checkpoint) {
    List<SizedWrite> rows = new ArrayList<>(checkpoint.accounts().size());
    for (Account account : inOrderOf(checkpoint.accounts(), Account::id)) {
      rows.add(tables.account(book, account));
    }
    return rows;
  }

  /**
   * As the table has them: a partition is a tree in Cassandra's memory, where neighbours cost a
   * fraction of what as many rows all over it do.
   */
  private static <T> List<T> inOrderOf(List<T> rows, Function<T, AccountId> account) {
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
