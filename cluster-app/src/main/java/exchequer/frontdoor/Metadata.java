package exchequer.frontdoor;

import com.google.protobuf.ByteString;
import java.util.Map;
import java.util.regex.Pattern;

/** The bounds of metadata, as ledger.proto states them. */
final class Metadata {
  private static final int MAX_PAIRS = 32;
  private static final int MAX_VALUE_CHARS = 512;
  private static final int MAX_TOTAL_BYTES = 8_192;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Metadata() {}

  static void check(Violations wrong, String field, Map<String, String> metadata) {
    if (metadata.size() > MAX_PAIRS) {
      wrong.add(field, "may have at most " + MAX_PAIRS + " pairs, has " + metadata.size());
      return;
    }
    int bytes = 0;
    for (Map.Entry<String, String> pair : metadata.entrySet()) {
      wrong.require(
          KEY.matcher(pair.getKey()).matches(),
          field,
          "keys must be 1 to 64 letters, digits or -._");
      wrong.require(
          pair.getValue().codePointCount(0, pair.getValue().length()) <= MAX_VALUE_CHARS,
          field,
          "values may have at most " + MAX_VALUE_CHARS + " characters");
      bytes += pair.getKey().length() + ByteString.copyFromUtf8(pair.getValue()).size();
    }
    wrong.require(
        bytes <= MAX_TOTAL_BYTES, field, "may have at most " + MAX_TOTAL_BYTES + " bytes in all");
  }
}
