package exchequer.encoding;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import exchequer.encoding.proto.StoredProto;
import exchequer.ledger.Account;
import exchequer.ledger.Amount;
import exchequer.ledger.Limit;
import exchequer.ledger.Refusal;
import java.math.BigInteger;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The single values that messages are made of. What is not allowed is an {@link
 * IllegalArgumentException} that names the field, which {@link Codec} reports with the manifest.
 */
final class Scalars {
  /** 10^38 needs 127 bits and a sign. */
  private static final int MAX_AMOUNT_BYTES = 16;

  private static final long MICROS_PER_SECOND = 1_000_000;

  private static final int NO_REFUSAL = 0;

  private Scalars() {}

  /**
   * That a list has what its own count says, and at least one: also tells bytes that were cut off
   * between two of them.
   *
   * @param there how many there are
   * @param what they are, in singular: its count is the field {@code what_count}
   */
  static void counted(int said, int there, String what) {
    if (there == 0 || said != there) {
      throw new IllegalArgumentException(
          what + "_count is " + said + ", there are " + there + " " + what + "s");
    }
  }

  static ByteString amount(Amount amount) {
    // Not copied: nobody else has the array.
    return UnsafeByteOperations.unsafeWrap(amount.units().toByteArray());
  }

  static Amount amount(ByteString bytes, String field) {
    int size = bytes.size();
    if (size < 1 || size > MAX_AMOUNT_BYTES) {
      throw new IllegalArgumentException(
          field + " must have 1 to " + MAX_AMOUNT_BYTES + " bytes, has " + size);
    }
    BigInteger units = new BigInteger(bytes.toByteArray());
    if (units.bitLength() / 8 + 1 != size) {
      throw new IllegalArgumentException(field + " has more bytes than it needs, " + size);
    }
    return Amount.of(units);
  }

  static Amount positive(ByteString bytes, String field) {
    Amount amount = amount(bytes, field);
    if (!amount.isPositive()) {
      throw new IllegalArgumentException(field + " must be positive");
    }
    return amount;
  }

  static Amount notNegative(ByteString bytes, String field) {
    Amount amount = amount(bytes, field);
    if (amount.isNegative()) {
      throw new IllegalArgumentException(field + " must not be negative");
    }
    return amount;
  }

  static long atLeast(long least, long value, String field) {
    if (value < least) {
      throw new IllegalArgumentException(field + " must be at least " + least + ", is " + value);
    }
    return value;
  }

  static int notNegative(int value, String field) {
    return (int) atLeast(0, value, field);
  }

  static Limit limit(boolean present, ByteString bytes, String field) {
    return present ? Limit.at(amount(bytes, field)) : Limit.UNBOUNDED;
  }

  static long micros(Instant time) {
    if (time.getNano() % 1000 != 0) {
      throw new IllegalArgumentException("a time must be in whole microseconds, is " + time);
    }
    long seconds = time.getEpochSecond();
    long fraction = time.getNano() / 1000;
    try {
      // Towards zero first: the earliest second in range lies partly outside of it.
      return seconds < 0
          ? Math.addExact(
              Math.multiplyExact(seconds + 1, MICROS_PER_SECOND), fraction - MICROS_PER_SECOND)
          : Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), fraction);
    } catch (ArithmeticException outOfRange) {
      throw new IllegalArgumentException(
          "a time must be within 64 bits of microseconds since 1970, is " + time, outOfRange);
    }
  }

  static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Protobuf would store a question mark for half a surrogate pair. */
  static Map<String, String> metadata(Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      return metadata; // As most are: no need for an encoder.
    }
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    metadata.forEach(
        (key, value) -> {
          if (!utf8.canEncode(key) || !utf8.canEncode(value)) {
            throw new IllegalArgumentException("metadata must be well-formed Unicode");
          }
        });
    return metadata;
  }

  static int outcome(Optional<Refusal> refusal) {
    return refusal.map(Refusal::number).orElse(NO_REFUSAL);
  }

  static Optional<Refusal> outcome(int number) {
    return number == NO_REFUSAL ? Optional.empty() : Optional.of(Refusal.ofNumber(number));
  }

  static StoredProto.Status status(Account.Status status) {
    return switch (status) {
      case OPEN -> StoredProto.Status.OPEN;
      case FROZEN -> StoredProto.Status.FROZEN;
      case CLOSED -> StoredProto.Status.CLOSED;
    };
  }

  static Account.Status status(StoredProto.Status status) {
    return switch (status) {
      case OPEN -> Account.Status.OPEN;
      case FROZEN -> Account.Status.FROZEN;
      case CLOSED -> Account.Status.CLOSED;
      case STATUS_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("status has a number that is not known");
    };
  }
}
