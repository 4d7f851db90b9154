package exchequer.encoding;

import java.util.Arrays;

/**
 * Something of the ledger in its durable form. Made and read by {@link StoredForm}.
 *
 * @param manifest what the bytes are: a stable name and a version, such as {@code
 *     transfer-posted/1}
 * @param bytes not copied; never to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content below.
public record Stored(String manifest, byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Stored stored
        && manifest.equals(stored.manifest)
        && Arrays.equals(bytes, stored.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * manifest.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return manifest + " (" + bytes.length + " bytes)";
  }
}
