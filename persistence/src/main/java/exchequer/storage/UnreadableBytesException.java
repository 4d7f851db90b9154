package exchequer.storage;

/**
 * Stored bytes are not what their manifest says, or this release does not know the manifest: they
 * were damaged, or a newer release wrote them. Says nothing of amounts or metadata.
 */
public final class UnreadableBytesException extends RuntimeException {
  UnreadableBytesException(Stored stored, String reason) {
    this(stored, reason, null);
  }

  UnreadableBytesException(Stored stored, String reason, Throwable cause) {
    super(
        "cannot read '" + shortened(stored.manifest()) + "' of " + size(stored) + ": " + reason,
        cause);
  }

  private static String size(Stored stored) {
    return stored.bytes().length + " bytes";
  }

  private static String shortened(String manifest) {
    return manifest.length() <= 64 ? manifest : manifest.substring(0, 64) + "...";
  }
}
