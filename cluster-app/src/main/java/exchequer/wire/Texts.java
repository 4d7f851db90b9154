package exchequer.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Texts, each with its size in bytes in front. Kryo's own strings are not used: they allocate what
 * the bytes claim before looking for it.
 */
final class Texts {
  /** The front door allows 32. Bounds the time that keys made to collide can take. */
  static final int MAX_METADATA_PAIRS = 256;

  private Texts() {}

  static void write(Output out, String text) {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Strict: a text that was damaged is no text, not one with replacement characters. */
  static String read(Input in) {
    int size = size(in, 1);
    ByteBuffer bytes = ByteBuffer.wrap(in.getBuffer(), in.position(), size);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      in.setPosition(in.position() + size);
      return text;
    } catch (CharacterCodingException malformed) {
      throw new KryoException("a text is not UTF-8", malformed);
    }
  }

  /** For what has ASCII characters only, which whoever reads it checks. */
  static void writeAscii(Output out, String text) {
    writeBytes(out, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String readAscii(Input in) {
    int size = size(in, 1);
    String text = new String(in.getBuffer(), in.position(), size, StandardCharsets.ISO_8859_1);
    in.setPosition(in.position() + size);
    return text;
  }

  private static void writeBytes(Output out, byte[] bytes) {
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  /** In the order of its keys: the same value is always the same bytes. */
  static void writeMetadata(Output out, Map<String, String> metadata) {
    checkPairs(metadata.size());
    out.writeVarInt(metadata.size(), true);
    if (!metadata.isEmpty()) {
      List<Map.Entry<String, String>> pairs =
          metadata.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
      for (Map.Entry<String, String> pair : pairs) {
        write(out, pair.getKey());
        write(out, pair.getValue());
      }
    }
  }

  /** Immutable; fails when a key comes twice. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // No array has a generic type.
  static Map<String, String> readMetadata(Input in) {
    int size = size(in, 2);
    checkPairs(size);
    Map.Entry<String, String>[] pairs = new Map.Entry[size];
    for (int i = 0; i < size; i++) {
      pairs[i] = Map.entry(read(in), read(in));
    }
    return Map.ofEntries(pairs);
  }

  private static void checkPairs(int pairs) {
    if (pairs > MAX_METADATA_PAIRS) {
      throw new KryoException(
          "metadata may have " + MAX_METADATA_PAIRS + " pairs at most, has " + pairs);
    }
  }

  /**
   * Reads how many follow, and believes it only when as many can.
   *
   * @param leastBytes of each of them
   */
  static int size(Input in, int leastBytes) {
    int size = in.readVarInt(true);
    int room = (in.limit() - in.position()) / leastBytes;
    if (size < 0 || size > room) {
      throw new KryoException("claims " + size + " where " + room + " at most can follow");
    }
    return size;
  }
}
