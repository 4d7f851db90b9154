package exchequer.storage;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Between messages and bytes. */
final class Codec {
  private Codec() {}

  static Stored write(String manifest, MessageLite message) {
    byte[] bytes = new byte[message.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    // Metadata in the order of its keys: the same value is always the same bytes.
    out.useDeterministicSerialization();
    try {
      message.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array of the right size is full", impossible);
    }
    return new Stored(manifest, bytes);
  }

  /**
   * @param value makes the domain's value of the message; {@link IllegalArgumentException} when
   *     there is none
   */
  static <M, T> T read(Stored stored, Parser<M> parser, Function<M, T> value) {
    try {
      return value.apply(parser.parseFrom(stored.bytes()));
    } catch (InvalidProtocolBufferException malformed) {
      throw new UnreadableBytesException(stored, malformed.getMessage(), malformed);
    } catch (IllegalArgumentException notAllowed) {
      throw new UnreadableBytesException(stored, notAllowed.getMessage(), notAllowed);
    }
  }
}
