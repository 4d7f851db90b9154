package exchequer.cli;

/**
 * Ids as users type them, and names as the API wants them. What is malformed the server refuses.
 */
final class ResourceNames {
  private static final String ACCOUNTS = "accounts/";
  private static final String TRANSFERS = "/transfers/";

  private ResourceNames() {}

  /** {@code alice} and {@code accounts/alice} both become {@code accounts/alice}. */
  static String account(String idOrName) {
    return ACCOUNTS + accountId(idOrName);
  }

  /** {@code alice} and {@code accounts/alice} both become {@code alice}. */
  static String accountId(String idOrName) {
    return idOrName.startsWith(ACCOUNTS) ? idOrName.substring(ACCOUNTS.length()) : idOrName;
  }

  static String transfer(String sourceIdOrName, String transferId) {
    return account(sourceIdOrName) + TRANSFERS + transferId;
  }

  static boolean isTransferName(String idOrName) {
    return idOrName.contains("/");
  }
}
