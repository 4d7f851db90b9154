package exchequer.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Texts and bytes, each with its size in bytes in front. Kryo's own strings are not used: they
 * allocate what the bytes claim before looking for it.
 */
final class Texts {
  private Texts() {}

  static void write(Output out, String text) {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Strict: a text that was damaged is no text, not one with replacement characters. */
  static String read(Input in) {
    int size = size(in);
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
    int size = size(in);
    String text = new String(in.getBuffer(), in.position(), size, StandardCharsets.ISO_8859_1);
    in.setPosition(in.position() + size);
    return text;
  }

  static void writeBytes(Output out, byte[] bytes) {
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  /** Reads how many bytes follow, and believes it only when as many can. */
  static int size(Input in) {
    int size = in.readVarInt(true);
    int room = in.limit() - in.position();
    if (size < 0 || size > room) {
      throw new KryoException("claims " + size + " bytes where " + room + " at most can follow");
    }
    return size;
  }
}
