package exchequer.storage;

import exchequer.ledger.Account;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Entry;
import exchequer.ledger.Marker;
import exchequer.ledger.Remembered;
import java.util.List;

/** The seven readers, and the writer for what each gives. */
enum AnyForm {
  EVENT,
  APPEND,
  ACCOUNT,
  REMEMBERED,
  OUTCOMES,
  ENTRY,
  MARKER;

  Object read(Stored stored) {
    return switch (this) {
      case EVENT -> StoredForm.event(stored);
      case APPEND -> StoredForm.events(stored);
      case ACCOUNT -> StoredForm.account(stored);
      case REMEMBERED -> StoredForm.remembered(stored);
      case OUTCOMES -> StoredForm.outcomes(stored);
      case ENTRY -> StoredForm.entry(stored);
      case MARKER -> StoredForm.marker(stored);
    };
  }

  static Stored write(Object value) {
    if (value instanceof BookEvent event) {
      return StoredForm.of(event);
    }
    if (value instanceof List<?> outcomes && outcomes.get(0) instanceof Remembered) {
      return StoredForm.outcomes(outcomes.stream().map(Remembered.class::cast).toList());
    }
    if (value instanceof List<?> events) {
      return StoredForm.append(events.stream().map(AnyForm::write).toList());
    }
    if (value instanceof Account account) {
      return StoredForm.of(account);
    }
    if (value instanceof Entry entry) {
      return StoredForm.of(entry);
    }
    return value instanceof Remembered transfer
        ? StoredForm.of(transfer)
        : StoredForm.of((Marker) value);
  }

  /** The reader for what a manifest names. */
  static AnyForm of(String manifest) {
    if (manifest.equals(Manifest.APPEND)) {
      return APPEND;
    }
    if (manifest.equals(Manifest.ACCOUNT)) {
      return ACCOUNT;
    }
    if (manifest.equals(Manifest.TRANSFER_OUTCOMES)) {
      return OUTCOMES;
    }
    if (manifest.equals(Manifest.ENTRY)) {
      return ENTRY;
    }
    if (List.of(Manifest.MARKER, Manifest.MARKER_WITH_CREDITS_AHEAD).contains(manifest)) {
      return MARKER;
    }
    return List.of(Manifest.TRANSFER_DECIDED, Manifest.CREDIT_DECIDED).contains(manifest)
        ? REMEMBERED
        : EVENT;
  }
}
