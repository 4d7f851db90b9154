package exchequer.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import exchequer.encoding.Codec;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** How values of one class are written and read. Has no state. */
final class Form<T> extends Serializer<T> {
  private final Writer<T> writer;
  private final Reader<T> reader;

  /** Writes a value that contains others of several classes. */
  interface Writer<T> {
    void write(Kryo kryo, Output out, T value);
  }

  /** Reads a value that contains others of several classes. */
  interface Reader<T> {
    T read(Kryo kryo, Input in);
  }

  private Form(Writer<T> writer, Reader<T> reader) {
    this.writer = writer;
    this.reader = reader;
  }

  static <T> Form<T> of(BiConsumer<Output, T> writer, Function<Input, T> reader) {
    return new Form<>(
        (kryo, out, value) -> writer.accept(out, value), (kryo, in) -> reader.apply(in));
  }

  /** Of what has its bytes from elsewhere: their number, and they. */
  static <T> Form<T> of(Codec<T> codec) {
    return of(
        (out, value) -> Texts.writeBytes(out, codec.bytes(value)),
        in -> {
          int size = Texts.size(in);
          T value = codec.value(in.getBuffer(), in.position(), size);
          in.setPosition(in.position() + size);
          return value;
        });
  }

  static <T> Form<T> nesting(Writer<T> writer, Reader<T> reader) {
    return new Form<>(writer, reader);
  }

  /** Of a record without components. */
  static <T> Form<T> empty(T value) {
    return of((out, same) -> {}, in -> value);
  }

  /**
   * Reads a value with its class's id in front, as {@link Kryo#writeClassAndObject} writes it. The
   * class is checked before anything of the value is read, so bytes can't nest what doesn't belong.
   *
   * @param kinds it is an instance of one of them
   */
  static Object readAny(Kryo kryo, Input in, Set<Class<?>> kinds) {
    Registration registration = kryo.readClass(in);
    if (registration == null) {
      throw new KryoException("a value is missing");
    }
    Class<?> type = registration.getType();
    if (!isAny(type, kinds)) {
      throw new KryoException("a " + type.getName() + " stands where it does not belong");
    }
    return kryo.readObject(in, type, registration.getSerializer());
  }

  /** A loop: a stream would allocate more than the message does. */
  private static boolean isAny(Class<?> type, Set<Class<?>> kinds) {
    for (Class<?> kind : kinds) {
      if (kind.isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void write(Kryo kryo, Output out, T value) {
    writer.write(kryo, out, value);
  }

  @Override
  public T read(Kryo kryo, Input in, Class<? extends T> type) {
    return reader.read(kryo, in);
  }
}
