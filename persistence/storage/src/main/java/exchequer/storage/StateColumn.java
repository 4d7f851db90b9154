package exchequer.storage;

import com.datastax.oss.driver.api.core.cql.Row;
import exchequer.encoding.UnreadableBytesException;
import java.nio.ByteBuffer;

/** Columns that hold something of the ledger as bytes. */
final class StateColumn {
  private StateColumn() {}

  /** None where there is no value, which are the bytes of nothing. */
  static byte[] bytes(Row row, String column) {
    ByteBuffer buffer = row.getByteBuffer(column);
    byte[] bytes = new byte[buffer == null ? 0 : buffer.remaining()];
    if (buffer != null) {
      buffer.get(bytes);
    }
    return bytes;
  }

  /**
   * That the row was written by the ledger. Whoever changes a row by hand gives it the time of a
   * clock, microseconds since 1970, which is above every event's number: no later state would ever
   * replace it.
   *
   * @param row with a column {@code write_time}
   * @throws UnreadableBytesException when another wrote it
   */
  static void requireOwnWriteTime(Row row, long sequenceNr, String manifest, int sizeBytes) {
    long writeTime = row.getLong("write_time");
    if (writeTime != sequenceNr) {
      throw new UnreadableBytesException(
          manifest,
          sizeBytes,
          "not written by the ledger, which writes event %d with that as its write time, not %d"
              .formatted(sequenceNr, writeTime));
    }
  }
}
