package exchequer.cli;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.TypeConversionException;

/** Times as RFC 3339 text. */
final class Times {
  private Times() {}

  static Timestamp parse(String text) {
    try {
      // Stricter than Timestamps.parse: 30 February is no day.
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return Timestamps.checkValid(
          Timestamp.newBuilder()
              .setSeconds(instant.getEpochSecond())
              .setNanos(instant.getNano())
              .build());
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw new TypeConversionException(
          "'" + text + "' must be an RFC 3339 time, such as 2026-01-31T12:00:00Z");
    }
  }

  /** Empty for a time that was not sent. */
  static String text(boolean sent, Timestamp time) {
    return sent && Timestamps.isValid(time) ? Timestamps.toString(time) : "";
  }
}
