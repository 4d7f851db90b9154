package exchequer.encoding;

import exchequer.ledger.BookEvent;
import exchequer.ledger.Marker;
import java.util.List;

/**
 * What is stored with a manifest beside it: the log, and markers. Same value, same bytes.
 *
 * <p>Writers throw {@link IllegalArgumentException} when something would be lost: a time with
 * nanoseconds, or metadata that is not well-formed Unicode. Readers throw {@link
 * UnreadableBytesException}, and nothing else, when bytes and manifest do not make a value.
 */
public final class StoredForm {
  private StoredForm() {}

  public static Stored of(BookEvent event) {
    return EventCodec.write(event);
  }

  public static BookEvent event(Stored stored) {
    return EventCodec.read(stored);
  }

  /**
   * What is appended to the log at once.
   *
   * @param events in their order, at least one, each from {@link #of(BookEvent)}
   */
  public static Stored append(List<Stored> events) {
    return AppendCodec.APPEND.write(events);
  }

  /** The events of an append, in their order. */
  public static List<BookEvent> events(Stored append) {
    return AppendCodec.read(append);
  }

  public static Stored of(Marker marker) {
    return MarkerCodec.write(marker);
  }

  public static Marker marker(Stored stored) {
    return MarkerCodec.read(stored);
  }
}
