package exchequer.storage;

import exchequer.ledger.Account;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Marker;
import exchequer.ledger.Remembered;

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

  public static Stored of(Account account) {
    return StateForm.write(account);
  }

  public static Stored of(Remembered transfer) {
    return StateForm.write(transfer);
  }

  public static Stored of(Marker marker) {
    return StateForm.write(marker);
  }

  public static BookEvent event(Stored stored) {
    return EventReader.read(stored);
  }

  public static Account account(Stored stored) {
    return StateForm.readAccount(stored);
  }

  public static Remembered remembered(Stored stored) {
    return StateForm.readRemembered(stored);
  }

  public static Marker marker(Stored stored) {
    return StateForm.readMarker(stored);
  }
}
