package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.encoding.Stored;
import exchequer.encoding.StoredForm;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Marker;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The marker of each book's newest checkpoint. */
final class MarkerTable implements CheckpointWriter.Rows {
  private final CqlSession session;
  private final PreparedStatement read;
  private final PreparedStatement write;

  MarkerTable(CqlSession session, String keyspace) {
    this.session = session;
    String table = keyspace + ".marker";
    read =
        session.prepare(
            "SELECT manifest, state, writetime(state) AS write_time FROM "
                + table
                + " WHERE book = ?");
    write =
        session.prepare(
            "INSERT INTO "
                + table
                + " (book, sequence_nr, manifest, state) VALUES (?, ?, ?, ?) USING TIMESTAMP ?");
  }

  /** {@link Marker#START} when there is none. */
  CompletionStage<Marker> read(int book) {
    return session
        .executeAsync(read.bind(book))
        .thenApply(
            rows -> Optional.ofNullable(rows.one()).map(MarkerTable::marker).orElse(Marker.START));
  }

  private static Marker marker(Row row) {
    String manifest = String.valueOf(row.getString("manifest"));
    byte[] state = StateColumn.bytes(row, "state");
    Marker marker = StoredForm.marker(new Stored(manifest, state));
    StateColumn.requireOwnWriteTime(row, marker.sequenceNr(), manifest, state.length);
    return marker;
  }

  @Override
  public List<SizedWrite> writes(int book, Checkpoint checkpoint) {
    Marker marker = checkpoint.marker();
    Stored state = StoredForm.of(marker);
    return List.of(
        new SizedWrite(
            book,
            0,
            write.bind(
                book,
                marker.sequenceNr(),
                state.manifest(),
                ByteBuffer.wrap(state.bytes()),
                marker.sequenceNr()),
            state.bytes().length));
  }
}
