package exchequer.campaign;

import exchequer.v1.CreateTransferRequest;

/**
 * A transfer that a client means.
 *
 * @param name {@code accounts/{source}/transfers/{id}}
 * @param source the account's id
 * @param destination the account's id
 */
record Intent(String name, String source, String destination, long amount) {
  private static final String ACCOUNTS = "accounts/";

  static Intent of(CreateTransferRequest request) {
    return new Intent(
        request.getParent() + "/transfers/" + request.getTransferId(),
        id(request.getParent()),
        id(request.getTransfer().getDestination()),
        Long.parseLong(request.getTransfer().getAmount()));
  }

  /** The id in a resource name. */
  static String id(String accountName) {
    return accountName.substring(ACCOUNTS.length());
  }
}
