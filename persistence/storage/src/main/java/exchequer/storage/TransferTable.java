package exchequer.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.encoding.OutcomeCodec;
import exchequer.encoding.UnreadableBytesException;
import exchequer.ledger.Checkpoint;
import exchequer.ledger.Marker;
import exchequer.ledger.Outcome;
import exchequer.ledger.TransferKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * The outcomes of transfers behind the log, found by their keys. Those of a checkpoint whose ids
 * were made in the same tenth of a second share a row: rows are what costs. Others have a row each.
 */
final class TransferTable implements CheckpointWriter.Rows {
  /** About the size of a shared row: looking up one outcome reads the whole row. */
  private static final int MAX_SHARED_BYTES = 32 * 1024;

  /** Of an outcome without its metadata, at most, with ids of ordinary length. */
  private static final int OUTCOME_BYTES = 128;

  /** No account has this id: the source of shared rows. */
  private static final String SHARED = "";

  /** Whichever checkpoint writes a single outcome, it is the same row. */
  private static final long ANY_EVENT = 0;

  private final CqlSession session;
  private final PreparedStatement find;
  private final PreparedStatement writeDecided;
  private final PreparedStatement writeCredited;
  private final PreparedStatement writeShared;

  TransferTable(CqlSession session, String keyspace) {
    this.session = session;
    String table = keyspace + ".transfer";
    find =
        session.prepare(
            "SELECT decided, credited, outcomes FROM "
                + table
                + " WHERE book = ? AND bucket = ? AND (id, source) IN ((?, ?), (?, ?))");
    writeDecided = session.prepare(write(table, "decided"));
    writeCredited = session.prepare(write(table, "credited"));
    writeShared = session.prepare(write(table, "outcomes"));
  }

  private static String write(String table, String column) {
    return "INSERT INTO "
        + table
        + " (book, bucket, id, source, event, "
        + column
        + ") VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?";
  }

  /**
   * Fails with the driver's exception when Cassandra does not answer, and with {@link
   * UnreadableBytesException} when a row is damaged.
   */
  CompletionStage<Optional<Outcome>> find(int book, TransferKey key) {
    UUID id = key.id();
    BoundStatement statement =
        find.bind(
            book, TransferBucket.of(id), id, key.source().value(), TransferSlice.of(id), SHARED);
    return session
        .executeAsync(statement)
        .thenApply(
            rows -> {
              for (Row row : rows.currentPage()) {
                for (Outcome transfer : outcomes(row)) {
                  if (transfer.key().equals(key)) {
                    return Optional.of(transfer);
                  }
                }
              }
              return Optional.empty();
            });
  }

  private static List<Outcome> outcomes(Row row) {
    if (!row.isNull("outcomes")) {
      return OutcomeCodec.TOGETHER.value(StateColumn.bytes(row, "outcomes"));
    }
    return List.of(
        row.isNull("decided")
            ? OutcomeCodec.CREDITED.value(StateColumn.bytes(row, "credited"))
            : OutcomeCodec.DECIDED.value(StateColumn.bytes(row, "decided")));
  }

  @Override
  public List<SizedWrite> writes(int book, Checkpoint checkpoint) {
    Marker marker = checkpoint.marker();
    List<SizedWrite> writes = new ArrayList<>();
    Map<UUID, List<Outcome>> slices = new LinkedHashMap<>();
    for (Outcome transfer : checkpoint.transfers()) {
      UUID id = transfer.key().id();
      if (TransferSlice.isShared(transfer.key(), marker.lastEventAt())) {
        slices.computeIfAbsent(TransferSlice.of(id), s -> new ArrayList<>()).add(transfer);
      } else {
        writes.add(alone(book, transfer, marker));
      }
    }
    slices.forEach(
        (slice, those) -> {
          int shared = firstThatShare(those);
          if (shared > 0) {
            writes.add(together(book, slice, those.subList(0, shared), marker));
          }
          those.stream()
              .skip(shared)
              .forEach(transfer -> writes.add(alone(book, transfer, marker)));
        });
    return writes;
  }

  /** As many as fit into a row; none when that is only one. */
  private static int firstThatShare(List<Outcome> transfers) {
    int count = 0;
    int bytes = 0;
    for (Outcome transfer : transfers) {
      bytes += OUTCOME_BYTES + metadataBytes(transfer);
      if (bytes > MAX_SHARED_BYTES) {
        break;
      }
      count++;
    }
    return count > 1 ? count : 0;
  }

  private static int metadataBytes(Outcome transfer) {
    return transfer instanceof Outcome.OfTransfer decided
        ? decided.order().metadata().entrySet().stream()
            .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
            .sum()
        : 0;
  }

  private SizedWrite alone(int book, Outcome transfer, Marker marker) {
    UUID id = transfer.key().id();
    String source = transfer.key().source().value();
    if (transfer instanceof Outcome.OfTransfer decided) {
      byte[] bytes = OutcomeCodec.DECIDED.bytes(decided);
      return write(writeDecided, book, id, source, ANY_EVENT, bytes, marker);
    }
    byte[] bytes = OutcomeCodec.CREDITED.bytes((Outcome.OfCredit) transfer);
    return write(writeCredited, book, id, source, ANY_EVENT, bytes, marker);
  }

  private SizedWrite together(int book, UUID slice, List<Outcome> transfers, Marker marker) {
    byte[] outcomes = OutcomeCodec.TOGETHER.bytes(transfers);
    return write(writeShared, book, slice, SHARED, marker.sequenceNr(), outcomes, marker);
  }

  private static SizedWrite write(
      PreparedStatement statement,
      int book,
      UUID id,
      String source,
      long event,
      byte[] bytes,
      Marker marker) {
    int bucket = TransferBucket.of(id);
    return new SizedWrite(
        book,
        bucket,
        statement.bind(
            book, bucket, id, source, event, ByteBuffer.wrap(bytes), marker.sequenceNr()),
        bytes.length);
  }
}
