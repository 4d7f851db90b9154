package exchequer.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import exchequer.book.BookMessage;
import exchequer.process.BookAnswer;
import java.util.List;
import java.util.Set;

/**
 * Kryo with its buffers. For one thread at a time; not to be used again after it threw. Throws
 * {@link RuntimeException}s only: no size is believed before it is checked, and nothing recurses.
 */
final class Wire {
  private static final int FIRST_BUFFER_BYTES = 512;

  /** A request and its command. */
  private static final int MAX_DEPTH = 4;

  /** What may be sent by itself; the rest comes within it. */
  private static final Set<Class<?>> MESSAGES =
      Set.of(BookMessage.Request.class, BookMessage.KeepRunning.class, BookAnswer.class);

  private static final byte[] NOTHING = {};

  private final int maxMessageBytes;
  private final Kryo kryo;
  private final Output out;
  private final Input in = new Input();

  Wire(List<Registration> registrations, int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
    this.kryo = new Kryo(new WireClassResolver(), null);
    this.out = new Output(Math.min(FIRST_BUFFER_BYTES, maxMessageBytes), maxMessageBytes);
    kryo.setRegistrationRequired(true);
    kryo.setReferences(false);
    kryo.setMaxDepth(MAX_DEPTH);
    registrations.forEach(kryo::register);
  }

  byte[] write(Object value) {
    try {
      out.reset();
      kryo.writeClassAndObject(out, value);
      return out.toBytes();
    } catch (KryoBufferOverflowException tooLarge) {
      throw new KryoException("has more than " + maxMessageBytes + " bytes", tooLarge);
    }
  }

  Object read(byte[] bytes) {
    if (bytes.length > maxMessageBytes) {
      throw new KryoException("has more than " + maxMessageBytes + " bytes");
    }
    in.setBuffer(bytes);
    Object message = Form.readAny(kryo, in, MESSAGES);
    if (in.position() < bytes.length) {
      throw new KryoException("has " + (bytes.length - in.position()) + " bytes behind its end");
    }
    in.setBuffer(NOTHING);
    return message;
  }
}
