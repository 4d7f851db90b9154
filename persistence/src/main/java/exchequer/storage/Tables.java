package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Marker;
import exchequer.ledger.Remembered;
import exchequer.ledger.TransferKey;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The account, transfer and marker tables behind the log (schema.cql). Writes carry the log's
 * sequence number as their Cassandra timestamp: repeating one changes nothing, and an older one
 * never overwrites a newer.
 *
 * <p>Every stage fails with the driver's exception when Cassandra does not answer, and with {@link
 * UnreadableBytesException} when a row is damaged.
 */
public final class Tables {
  private final CqlSession session;
  private final PreparedStatement readAccount;
  private final PreparedStatement writeAccount;
  private final PreparedStatement findTransfer;
  private final PreparedStatement writeTransfer;
  private final PreparedStatement readMarker;
  private final PreparedStatement writeMarker;

  public Tables(CqlSession session, String keyspace) {
    this.session = session;
    readAccount =
        session.prepare(
            "SELECT manifest, state FROM " + keyspace + ".account WHERE book = ? AND account = ?");
    writeAccount =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".account (book, account, sequence_nr, manifest, state)"
                + " VALUES (?, ?, ?, ?, ?) USING TIMESTAMP ?");
    findTransfer =
        session.prepare(
            "SELECT manifest, record FROM "
                + keyspace
                + ".transfer WHERE book = ? AND bucket = ? AND id = ? AND source = ?");
    writeTransfer =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".transfer (book, bucket, id, source, manifest, record)"
                + " VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?");
    readMarker =
        session.prepare("SELECT manifest, state FROM " + keyspace + ".marker WHERE book = ?");
    writeMarker =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".marker (book, sequence_nr, manifest, state)"
                + " VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
  }

  public CompletionStage<Optional<Account>> readAccount(int book, AccountId id) {
    return one(readAccount.bind(book, id.value()), "state")
        .thenApply(o -> o.map(StoredForm::account));
  }

  public CompletionStage<Optional<Remembered>> findTransfer(int book, TransferKey key) {
    return one(
            findTransfer.bind(book, TransferBucket.of(key.id()), key.id(), key.source().value()),
            "record")
        .thenApply(o -> o.map(StoredForm::remembered));
  }

  /** The newest complete checkpoint; {@link Marker#START} when there is none. */
  public CompletionStage<Marker> readMarker(int book) {
    return one(readMarker.bind(book), "state")
        .thenApply(o -> o.map(StoredForm::marker).orElse(Marker.START));
  }

  SizedWrite account(int book, Account account) {
    Stored state = StoredForm.of(account);
    return new SizedWrite(
        book,
        0,
        writeAccount.bind(
            book,
            account.id().value(),
            account.sequenceNr(),
            state.manifest(),
            ByteBuffer.wrap(state.bytes()),
            account.sequenceNr()),
        state.bytes().length);
  }

  SizedWrite transfer(int book, Remembered transfer, long sequenceNr) {
    Stored record = StoredForm.of(transfer);
    int bucket = TransferBucket.of(transfer.key().id());
    return new SizedWrite(
        book,
        bucket,
        writeTransfer.bind(
            book,
            bucket,
            transfer.key().id(),
            transfer.key().source().value(),
            record.manifest(),
            ByteBuffer.wrap(record.bytes()),
            sequenceNr),
        record.bytes().length);
  }

  BoundStatement marker(int book, Marker marker) {
    Stored state = StoredForm.of(marker);
    return writeMarker.bind(
        book,
        marker.sequenceNr(),
        state.manifest(),
        ByteBuffer.wrap(state.bytes()),
        marker.sequenceNr());
  }

  private CompletionStage<Optional<Stored>> one(BoundStatement statement, String bytesColumn) {
    return session
        .executeAsync(statement)
        .thenApply(rows -> Optional.ofNullable(rows.one()).map(row -> stored(row, bytesColumn)));
  }

  private static Stored stored(Row row, String bytesColumn) {
    ByteBuffer buffer = row.getByteBuffer(bytesColumn);
    byte[] bytes = new byte[buffer == null ? 0 : buffer.remaining()];
    if (buffer != null) {
      buffer.get(bytes);
    }
    return new Stored(String.valueOf(row.getString("manifest")), bytes);
  }
}
