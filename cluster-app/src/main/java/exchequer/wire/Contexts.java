package exchequer.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import exchequer.process.Context;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The context of a command. Two nodes have no clock in common that could be trusted, so a deadline
 * goes as the time that is left, in microseconds; the time on the way is not counted.
 */
final class Contexts {
  /** None, or already over. */
  private static final long NO_DEADLINE = 0;

  private static final long OVER = 1;

  private Contexts() {}

  static void write(Output out, Context context) {
    Values.write(out, context.principal(), Texts::write);
    Values.write(out, context.traceparent(), Texts::write);
    long left = NO_DEADLINE;
    if (context.deadlineNanos().isPresent()) {
      long nanos = context.deadlineNanos().getAsLong() - System.nanoTime();
      left = OVER + Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
    }
    out.writeVarLong(left, true);
  }

  static Context read(Input in) {
    Optional<String> principal = Values.optional(in, Texts::read);
    Optional<String> traceparent = Values.optional(in, Texts::read);
    long left = in.readVarLong(true);
    if (left < 0) {
      throw new KryoException("the time that is left is " + left + " microseconds");
    }
    if (principal.isEmpty() && traceparent.isEmpty() && left == NO_DEADLINE) {
      return Context.NONE;
    }
    OptionalLong deadlineNanos =
        left == NO_DEADLINE
            ? OptionalLong.empty()
            : OptionalLong.of(System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(left - OVER));
    return new Context(principal, traceparent, deadlineNanos);
  }
}
