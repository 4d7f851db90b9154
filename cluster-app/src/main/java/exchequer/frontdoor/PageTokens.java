package exchequer.frontdoor;

import exchequer.storage.StatementPage;
import exchequer.v1.ListEntriesRequest;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Page tokens: a position in a statement and a checksum over it and over the request's other
 * fields, so that a token is only taken where it belongs. Opaque to clients.
 */
final class PageTokens {
  private static final byte VERSION = 1;
  private static final int BYTES = 1 + Long.BYTES + Integer.BYTES + Integer.BYTES;

  private PageTokens() {}

  static String write(ListEntriesRequest request, StatementPage.Position position) {
    ByteBuffer token =
        ByteBuffer.allocate(BYTES)
            .put(VERSION)
            .putLong(position.number())
            .putInt(position.bucket())
            .putInt(checksum(request, position));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** Empty when the token was not made for this request. */
  static Optional<StatementPage.Position> read(ListEntriesRequest request) {
    ByteBuffer token;
    try {
      token = ByteBuffer.wrap(Base64.getUrlDecoder().decode(request.getPageToken()));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (token.remaining() != BYTES || token.get() != VERSION) {
      return Optional.empty();
    }
    StatementPage.Position position = new StatementPage.Position(token.getLong(), token.getInt());
    return token.getInt() == checksum(request, position) ? Optional.of(position) : Optional.empty();
  }

  private static int checksum(ListEntriesRequest request, StatementPage.Position position) {
    CRC32C checksum = new CRC32C();
    checksum.update(request.toBuilder().clearPageToken().clearPageSize().build().toByteArray());
    checksum.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
            .putLong(position.number())
            .putInt(position.bucket())
            .flip());
    return (int) checksum.getValue();
  }
}
