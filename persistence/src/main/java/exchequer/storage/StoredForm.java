package exchequer.storage;

import exchequer.ledger.Account;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Entry;
import exchequer.ledger.Marker;
import exchequer.ledger.Remembered;
import java.util.List;

/**
 * Turns the ledger into bytes and back. Same value, same bytes.
 *
 * <p>Writers throw {@link IllegalArgumentException} when something would be lost: a time with
 * nanoseconds, or metadata that is not well-formed Unicode. Readers throw {@link
 * UnreadableBytesException}, and nothing else, when bytes and manifest do not make a value.
 */
public final class StoredForm {
  private StoredForm() {}

  public static Stored of(BookEvent event) {
    return event.match(EventWriter.INSTANCE);
  }

  /**
   * What is appended to the log at once.
   *
   * @param events in their order, at least one, each from {@link #of(BookEvent)}
   */
  public static Stored append(List<Stored> events) {
    return AppendForm.write(events);
  }

  public static Stored of(Account account) {
    return StateForm.write(account);
  }

  public static Stored of(Remembered transfer) {
    return OutcomeForm.write(transfer);
  }

  /** At least one. */
  public static Stored outcomes(List<Remembered> transfers) {
    return OutcomeForm.write(transfers);
  }

  public static Stored of(Entry entry) {
    return EntryForm.write(entry);
  }

  public static Stored of(Marker marker) {
    return StateForm.write(marker);
  }

  public static BookEvent event(Stored stored) {
    return EventReader.read(stored);
  }

  /** The events of an append, in their order. */
  public static List<BookEvent> events(Stored append) {
    return AppendForm.read(append);
  }

  public static Account account(Stored stored) {
    return StateForm.readAccount(stored);
  }

  public static Remembered remembered(Stored stored) {
    return OutcomeForm.read(stored);
  }

  /** Those that are stored in one. */
  public static List<Remembered> outcomes(Stored stored) {
    return OutcomeForm.readAll(stored);
  }

  public static Entry entry(Stored stored) {
    return EntryForm.read(stored);
  }

  public static Marker marker(Stored stored) {
    return StateForm.readMarker(stored);
  }
}
