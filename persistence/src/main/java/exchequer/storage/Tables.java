package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.encoding.AccountCodec;
import exchequer.encoding.Stored;
import exchequer.encoding.StoredForm;
import exchequer.encoding.UnreadableBytesException;
import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Marker;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The account and marker tables behind the log (schema.cql). Writes carry the log's sequence number
 * as their Cassandra timestamp: repeating one changes nothing, and an older one never overwrites a
 * newer. A row that was written by hand, with the time of a clock, would therefore hide every later
 * state; it is refused, too.
 *
 * <p>Every stage fails with the driver's exception when Cassandra does not answer, and with {@link
 * UnreadableBytesException} when a row is damaged or written by hand.
 */
public final class Tables {
  private final CqlSession session;
  private final PreparedStatement readAccount;
  private final PreparedStatement writeAccount;
  private final PreparedStatement readMarker;
  private final PreparedStatement writeMarker;

  public Tables(CqlSession session, String keyspace) {
    this.session = session;
    readAccount =
        session.prepare(
            "SELECT state, writetime(state) AS write_time FROM "
                + keyspace
                + ".account WHERE book = ? AND account = ?");
    writeAccount =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".account (book, account, state) VALUES (?, ?, ?) USING TIMESTAMP ?");
    readMarker =
        session.prepare(
            "SELECT manifest, state, writetime(state) AS write_time FROM "
                + keyspace
                + ".marker WHERE book = ?");
    writeMarker =
        session.prepare(
            "INSERT INTO "
                + keyspace
                + ".marker (book, sequence_nr, manifest, state)"
                + " VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
  }

  public CompletionStage<Optional<Account>> readAccount(int book, AccountId id) {
    return one(readAccount.bind(book, id.value())).thenApply(o -> o.map(Tables::account));
  }

  private static Account account(Row row) {
    byte[] state = bytes(row, "state");
    Account account = AccountCodec.ACCOUNT.value(state);
    checkWriteTime(row, account.sequenceNr(), new Stored(AccountCodec.ACCOUNT.manifest(), state));
    return account;
  }

  /** The newest complete checkpoint; {@link Marker#START} when there is none. */
  public CompletionStage<Marker> readMarker(int book) {
    return one(readMarker.bind(book)).thenApply(o -> o.map(Tables::marker).orElse(Marker.START));
  }

  private static Marker marker(Row row) {
    Stored stored = new Stored(String.valueOf(row.getString("manifest")), bytes(row, "state"));
    Marker marker = StoredForm.marker(stored);
    checkWriteTime(row, marker.sequenceNr(), stored);
    return marker;
  }

  private static void checkWriteTime(Row row, long sequenceNr, Stored stored) {
    long writeTime = row.getLong("write_time");
    if (writeTime != sequenceNr) {
      throw new UnreadableBytesException(
          stored.manifest(),
          stored.bytes().length,
          "not written by the ledger, which writes event %d with that as its write time, not %d"
              .formatted(sequenceNr, writeTime));
    }
  }

  SizedWrite account(int book, Account account) {
    byte[] state = AccountCodec.ACCOUNT.bytes(account);
    return new SizedWrite(
        book,
        0,
        writeAccount.bind(book, account.id().value(), ByteBuffer.wrap(state), account.sequenceNr()),
        state.length);
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

  private CompletionStage<Optional<Row>> one(BoundStatement statement) {
    return session.executeAsync(statement).thenApply(rows -> Optional.ofNullable(rows.one()));
  }

  /** What a column holds; none without a value, which are the bytes of nothing. */
  static byte[] bytes(Row row, String column) {
    ByteBuffer buffer = row.getByteBuffer(column);
    byte[] bytes = new byte[buffer == null ? 0 : buffer.remaining()];
    if (buffer != null) {
      buffer.get(bytes);
    }
    return bytes;
  }
}
