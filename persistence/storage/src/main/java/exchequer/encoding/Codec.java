package exchequer.encoding;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

/**
 * How values of one kind become bytes and back, by way of a protobuf message. Same value, same
 * bytes. A field that is not in the bytes makes them unreadable, unless it is marked {@code
 * may_be_absent}.
 */
public final class Codec<T> {
  private final String manifest;
  private final Function<T, Message> message;
  private final Bytes<T> value;

  private interface Bytes<T> {
    T read(byte[] bytes, int offset, int size) throws InvalidProtocolBufferException;
  }

  private Codec(String manifest, Function<T, Message> message, Bytes<T> value) {
    this.manifest = manifest;
    this.message = message;
    this.value = value;
  }

  /**
   * @param manifest names the kind, and its version: where several kinds are stored it stands
   *     beside the bytes, so a name once used is never used for something else, and the version
   *     rises when older releases can't read what is written
   * @param value makes the value of a message whose fields are all there; {@link
   *     IllegalArgumentException} when there is none
   */
  static <T, M extends Message> Codec<T> of(
      String manifest, M prototype, Function<T, M> message, Function<M, T> value) {
    @SuppressWarnings("unchecked") // Each generated message is parsed by its own class's parser.
    Parser<M> parser = (Parser<M>) prototype.getParserForType();
    RequiredFields required = RequiredFields.of(prototype.getDescriptorForType());
    return new Codec<>(
        manifest,
        message::apply,
        (bytes, offset, size) -> {
          M parsed = parser.parseFrom(bytes, offset, size);
          required.check(parsed);
          return value.apply(parsed);
        });
  }

  public String manifest() {
    return manifest;
  }

  /**
   * @throws IllegalArgumentException when something would be lost: a time with nanoseconds, or
   *     metadata that is not well-formed Unicode
   */
  public byte[] bytes(T something) {
    Message written = message.apply(something);
    byte[] bytes = new byte[written.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    // Metadata in the order of its keys: the same value is always the same bytes.
    out.useDeterministicSerialization();
    try {
      written.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array of the right size is full", impossible);
    }
    return bytes;
  }

  /**
   * @throws UnreadableBytesException and nothing else, when these bytes make no value
   */
  public T value(byte[] bytes) {
    return value(bytes, 0, bytes.length);
  }

  /** As {@link #value(byte[])}, of bytes that lie within others. */
  public T value(byte[] bytes, int offset, int size) {
    try {
      return value.read(bytes, offset, size);
    } catch (InvalidProtocolBufferException | IllegalArgumentException unreadable) {
      throw new UnreadableBytesException(manifest, size, unreadable.getMessage(), unreadable);
    }
  }

  Stored write(T something) {
    return new Stored(manifest, bytes(something));
  }

  T read(Stored stored) {
    if (!stored.manifest().equals(manifest)) {
      throw new UnreadableBytesException(
          stored.manifest(), stored.bytes().length, "this should be '" + manifest + "'");
    }
    return value(stored.bytes());
  }
}
