package exchequer.frontdoor;

/** An account's etag: the version of its settings. */
final class Etags {
  private Etags() {}

  static String of(long version) {
    return "v" + version;
  }

  /**
   * @throws IllegalArgumentException when this server never made such an etag
   */
  static long version(String etag) {
    if (!etag.matches("v[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("must be an etag as the server gave it");
    }
    return Long.parseLong(etag.substring(1));
  }
}
