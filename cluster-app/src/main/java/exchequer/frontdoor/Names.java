package exchequer.frontdoor;

import exchequer.ledger.AccountId;
import exchequer.ledger.TransferKey;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads and writes resource names. Readers throw {@link IllegalArgumentException} with the form.
 */
final class Names {
  private static final String ACCOUNTS = "accounts/";
  private static final String TRANSFERS = "/transfers/";
  private static final UUID NIL = new UUID(0, 0);
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Names() {}

  static String of(AccountId account) {
    return ACCOUNTS + account.value();
  }

  static String of(TransferKey transfer) {
    return transfer.toString();
  }

  static AccountId account(String name) {
    if (!name.startsWith(ACCOUNTS)) {
      throw new IllegalArgumentException("must be accounts/{account}");
    }
    return accountId(name.substring(ACCOUNTS.length()));
  }

  static AccountId accountId(String id) {
    try {
      return new AccountId(id);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("the account id " + wrong.getMessage(), wrong);
    }
  }

  static TransferKey transfer(String name) {
    int at = name.indexOf(TRANSFERS);
    if (at < 0) {
      throw new IllegalArgumentException("must be accounts/{source}/transfers/{transfer}");
    }
    return new TransferKey(
        account(name.substring(0, at)), transferId(name.substring(at + TRANSFERS.length())));
  }

  static UUID transferId(String text) {
    UUID id = UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : NIL;
    if (id.equals(NIL)) {
      throw new IllegalArgumentException(
          "must be a UUID of 8-4-4-4-12 hexadecimal digits and not all zero");
    }
    return id;
  }
}
