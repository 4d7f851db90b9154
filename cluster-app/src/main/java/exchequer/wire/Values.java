package exchequer.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import exchequer.ledger.AccountId;
import exchequer.ledger.Amount;
import exchequer.ledger.Asset;
import exchequer.ledger.Limit;
import exchequer.ledger.Refusal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The ledger's small values. What is read is valid, or an exception. */
final class Values {
  /** 38 digits have 127 bits, and the sign has one. */
  private static final int MAX_AMOUNT_BYTES = 16;

  private static final int NANOS_PER_SECOND = 1_000_000_000;

  private Values() {}

  static void write(Output out, AccountId id) {
    Texts.writeAscii(out, id.value());
  }

  static AccountId accountId(Input in) {
    return new AccountId(Texts.readAscii(in));
  }

  static void write(Output out, Asset asset) {
    Texts.writeAscii(out, asset.toString());
  }

  /** Through the parser: the record itself takes any code. */
  static Asset asset(Input in) {
    return Asset.parse(Texts.readAscii(in));
  }

  static void write(Output out, Amount amount) {
    byte[] bytes = amount.units().toByteArray();
    out.writeByte(bytes.length);
    out.writeBytes(bytes);
  }

  static Amount amount(Input in) {
    int size = in.readByte();
    if (size < 1 || size > MAX_AMOUNT_BYTES) {
      throw new KryoException(
          "an amount must have 1 to " + MAX_AMOUNT_BYTES + " bytes, is " + size);
    }
    return Amount.of(new BigInteger(in.readBytes(size)));
  }

  static void write(Output out, Limit limit) {
    write(out, limit.amount(), Values::write);
  }

  static Limit limit(Input in) {
    return new Limit(optional(in, Values::amount));
  }

  /**
   * Seconds and nanoseconds apart: {@link Instant#MIN} and MAX are common, and no long of micros.
   */
  static void write(Output out, Instant time) {
    out.writeVarLong(time.getEpochSecond(), false);
    out.writeVarInt(time.getNano(), true);
  }

  static Instant time(Input in) {
    long seconds = in.readVarLong(false);
    int nanos = in.readVarInt(true);
    if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw new KryoException("a second has " + NANOS_PER_SECOND + " nanoseconds, not " + nanos);
    }
    return Instant.ofEpochSecond(seconds, nanos);
  }

  static void write(Output out, UUID id) {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  static UUID uuid(Input in) {
    return new UUID(in.readLong(), in.readLong());
  }

  static void write(Output out, Refusal refusal) {
    out.writeVarInt(refusal.number(), true);
  }

  static Refusal refusal(Input in) {
    return Refusal.ofNumber(in.readVarInt(true));
  }

  static <T> void write(Output out, Optional<T> value, BiConsumer<Output, T> writer) {
    out.writeBoolean(value.isPresent());
    value.ifPresent(present -> writer.accept(out, present));
  }

  static <T> Optional<T> optional(Input in, Function<Input, T> reader) {
    return flag(in) ? Optional.of(reader.apply(in)) : Optional.empty();
  }

  static void write(Output out, OptionalLong value) {
    out.writeBoolean(value.isPresent());
    value.ifPresent(present -> out.writeVarLong(present, true));
  }

  static OptionalLong optionalLong(Input in) {
    return flag(in) ? OptionalLong.of(in.readVarLong(true)) : OptionalLong.empty();
  }

  static void write(Output out, OptionalInt value) {
    out.writeBoolean(value.isPresent());
    value.ifPresent(present -> out.writeVarInt(present, true));
  }

  static OptionalInt optionalInt(Input in) {
    return flag(in) ? OptionalInt.of(in.readVarInt(true)) : OptionalInt.empty();
  }

  static boolean flag(Input in) {
    byte value = in.readByte();
    if (value != 0 && value != 1) {
      throw new KryoException("a flag must be 0 or 1, is " + value);
    }
    return value == 1;
  }
}
