package exchequer.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The client's own key-value pairs, as typed and as shown. */
final class Metadata {
  private Metadata() {}

  /**
   * Reads {@code key=value} pairs; a value may be empty and may contain {@code =}.
   *
   * @throws IllegalArgumentException for a pair without {@code =} or a key given twice
   */
  static Map<String, String> parse(List<String> pairs) {
    Map<String, String> metadata = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 0) throw new IllegalArgumentException("'" + pair + "' must be key=value");
      String key = pair.substring(0, equals);
      if (metadata.put(key, pair.substring(equals + 1)) != null) {
        throw new IllegalArgumentException("'" + key + "' is given twice");
      }
    }
    return metadata;
  }

  /** As a JSON object, keys in order; empty when there is none. */
  static String text(Map<String, String> metadata) {
    if (metadata.isEmpty()) return "";
    Struct.Builder object = Struct.newBuilder();
    new TreeMap<>(metadata)
        .forEach(
            (key, value) ->
                object.putFields(key, Value.newBuilder().setStringValue(value).build()));
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(object);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }
}
