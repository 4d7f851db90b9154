package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.encoding.AccountCodec;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Checkpoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The accounts behind the log, each as it was at a checkpoint. */
final class AccountTable implements CheckpointWriter.Rows {
  private final CqlSession session;
  private final PreparedStatement read;
  private final PreparedStatement write;

  AccountTable(CqlSession session, String keyspace) {
    this.session = session;
    String table = keyspace + ".account";
    read =
        session.prepare(
            "SELECT state, writetime(state) AS write_time FROM "
                + table
                + " WHERE book = ? AND account = ?");
    write =
        session.prepare(
            "INSERT INTO " + table + " (book, account, state) VALUES (?, ?, ?) USING TIMESTAMP ?");
  }

  /** Empty when there is no such account. */
  CompletionStage<Optional<Account>> read(int book, AccountId id) {
    return session
        .executeAsync(read.bind(book, id.value()))
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(AccountTable::account));
  }

  private static Account account(Row row) {
    byte[] state = StateColumn.bytes(row, "state");
    Account account = AccountCodec.ACCOUNT.value(state);
    StateColumn.requireOwnWriteTime(
        row, account.sequenceNr(), AccountCodec.ACCOUNT.manifest(), state.length);
    return account;
  }

  @Override
  public List<SizedWrite> writes(int book, Checkpoint checkpoint) {
    List<SizedWrite> rows = new ArrayList<>(checkpoint.accounts().size());
    for (Account account : CheckpointWriter.inOrderOf(checkpoint.accounts(), Account::id)) {
      byte[] state = AccountCodec.ACCOUNT.bytes(account);
      BoundStatement row =
          write.bind(book, account.id().value(), ByteBuffer.wrap(state), account.sequenceNr());
      rows.add(new SizedWrite(book, 0, row, state.length));
    }
    return rows;
  }
}
