package exchequer.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import exchequer.process.Context;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The context of a command: a byte that says which of its parts follow, and these. Two nodes have
 * no clock in common that could be trusted, so a deadline goes as the time that is left, in
 * microseconds; the time on the way is not counted.
 */
final class Contexts {
  private static final int PRINCIPAL = 1;
  private static final int TRACEPARENT = 2;
  private static final int DEADLINE = 4;

  private Contexts() {}

  static void write(Output out, Context context) {
    out.writeByte(
        (context.principal().isPresent() ? PRINCIPAL : 0)
            | (context.traceparent().isPresent() ? TRACEPARENT : 0)
            | (context.deadlineNanos().isPresent() ? DEADLINE : 0));
    if (context.principal().isPresent()) {
      Texts.write(out, context.principal().get());
    }
    if (context.traceparent().isPresent()) {
      Texts.write(out, context.traceparent().get());
    }
    if (context.deadlineNanos().isPresent()) {
      long leftNanos = context.deadlineNanos().getAsLong() - System.nanoTime();
      out.writeVarLong(Math.max(0, TimeUnit.NANOSECONDS.toMicros(leftNanos)), true);
    }
  }

  static Context read(Input in) {
    int parts = in.readByte();
    if (parts == 0) {
      return Context.NONE;
    }
    if ((parts & ~(PRINCIPAL | TRACEPARENT | DEADLINE)) != 0) {
      throw new KryoException("a context has no parts of number " + parts);
    }
    return new Context(
        (parts & PRINCIPAL) != 0 ? Optional.of(Texts.read(in)) : Optional.empty(),
        (parts & TRACEPARENT) != 0 ? Optional.of(Texts.read(in)) : Optional.empty(),
        (parts & DEADLINE) != 0 ? OptionalLong.of(deadlineNanos(in)) : OptionalLong.empty());
  }

  private static long deadlineNanos(Input in) {
    long leftMicros = in.readVarLong(true);
    if (leftMicros < 0) {
      throw new KryoException("the time that is left is " + leftMicros + " microseconds");
    }
    return System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(leftMicros);
  }
}
