package exchequer.encoding;

/**
 * Stored bytes are not what their manifest says, or this release does not know the manifest: they
 * were damaged, or a newer release wrote them. Says nothing of amounts or metadata.
 */
public final class UnreadableBytesException extends RuntimeException {
  /**
   * @param manifest of what the bytes should have been
   */
  public UnreadableBytesException(String manifest, int sizeBytes, String reason) {
    this(manifest, sizeBytes, reason, null);
  }

  UnreadableBytesException(String manifest, int sizeBytes, String reason, Throwable cause) {
    super("cannot read '" + shortened(manifest) + "' of " + sizeBytes + " bytes: " + reason, cause);
  }

  private static String shortened(String manifest) {
    return manifest.length() <= 64 ? manifest : manifest.substring(0, 64) + "...";
  }
}
