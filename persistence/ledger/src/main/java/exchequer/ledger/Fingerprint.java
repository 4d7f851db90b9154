package exchequer.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether the settings of two creations of an account were the same, when one of them is no
 * longer kept: the first 128 bits of SHA-256. Stored with the account, so made the same way for
 * ever.
 */
public record Fingerprint(long high, long low) {

  static Fingerprint of(Limit floor, Limit ceiling, Map<String, String> metadata) {
    MessageDigest sha256 = sha256();
    add(sha256, floor.toString());
    add(sha256, ceiling.toString());
    new TreeMap<>(metadata)
        .forEach(
            (key, value) -> {
              add(sha256, key);
              add(sha256, value);
            });
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
    return new Fingerprint(digest.getLong(), digest.getLong());
  }

  /** With its length, so that no two lists of texts are the same bytes. */
  private static void add(MessageDigest sha256, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    sha256.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
