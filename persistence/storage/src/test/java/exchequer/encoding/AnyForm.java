package exchequer.encoding;

import exchequer.ledger.Account;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Entry;
import exchequer.ledger.Marker;
import exchequer.ledger.Outcome;
import java.util.List;

/** The eight readers, and the writer for what each gives. */
enum AnyForm {
  EVENT,
  APPEND,
  ACCOUNT,
  DECIDED,
  CREDITED,
  OUTCOMES,
  ENTRY,
  MARKER;

  Object read(Stored stored) {
    return switch (this) {
      case EVENT -> StoredForm.event(stored);
      case APPEND -> StoredForm.events(stored);
      case ACCOUNT -> AccountCodec.ACCOUNT.read(stored);
      case DECIDED -> OutcomeCodec.DECIDED.read(stored);
      case CREDITED -> OutcomeCodec.CREDITED.read(stored);
      case OUTCOMES -> OutcomeCodec.TOGETHER.read(stored);
      case ENTRY -> EntryCodec.ENTRY.read(stored);
      case MARKER -> StoredForm.marker(stored);
    };
  }

  static Stored write(Object value) {
    if (value instanceof BookEvent event) {
      return StoredForm.of(event);
    }
    if (value instanceof List<?> outcomes && outcomes.get(0) instanceof Outcome) {
      return OutcomeCodec.TOGETHER.write(outcomes.stream().map(Outcome.class::cast).toList());
    }
    if (value instanceof List<?> events) {
      return StoredForm.append(events.stream().map(AnyForm::write).toList());
    }
    if (value instanceof Account account) {
      return AccountCodec.ACCOUNT.write(account);
    }
    if (value instanceof Entry entry) {
      return EntryCodec.ENTRY.write(entry);
    }
    if (value instanceof Outcome.OfTransfer decided) {
      return OutcomeCodec.DECIDED.write(decided);
    }
    return value instanceof Outcome.OfCredit credited
        ? OutcomeCodec.CREDITED.write(credited)
        : StoredForm.of((Marker) value);
  }

  /** The reader for what a manifest names. */
  static AnyForm of(String manifest) {
    return switch (manifest) {
      case "append/1" -> APPEND;
      case "account/1" -> ACCOUNT;
      case "transfer-decided/1" -> DECIDED;
      case "credit-decided/1" -> CREDITED;
      case "transfer-outcomes/1" -> OUTCOMES;
      case "entry/1" -> ENTRY;
      case "marker/1", "marker/2" -> MARKER;
      default -> EVENT;
    };
  }
}
