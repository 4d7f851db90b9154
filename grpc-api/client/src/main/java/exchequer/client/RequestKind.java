package exchequer.client;

import exchequer.v1.CloseAccountRequest;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.Reason;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;
import java.util.Set;

/** What a final answer says of earlier sends of the same request. All requests may be repeated. */
enum RequestKind {
  /** Its id has one outcome. A clock that goes on may take an earlier send later, though. */
  TRANSFER {
    @Override
    boolean isSettledBy(String reason) {
      return !reason.equals(Reason.TRANSFER_ID_FROM_FUTURE.name());
    }
  },
  /**
   * Others change the account as well: an earlier send may have been done, and its change been
   * followed by theirs, for which the later send is refused.
   */
  CHANGE {
    @Override
    boolean isSettledBy(String reason) {
      return UNCHANGING.contains(reason);
    }
  },
  /** A read, or the creation of an account, which is told the same as long as it is the same. */
  OTHER {
    @Override
    boolean isSettledBy(String reason) {
      return true;
    }
  };

  private static final Set<String> UNCHANGING =
      Set.of(Reason.INVALID_FIELD.name(), Reason.ACCOUNT_NOT_FOUND.name());

  static RequestKind of(Object request) {
    if (request instanceof CreateTransferRequest) return TRANSFER;
    return request instanceof UpdateAccountRequest
            || request instanceof FreezeAccountRequest
            || request instanceof UnfreezeAccountRequest
            || request instanceof CloseAccountRequest
        ? CHANGE
        : OTHER;
  }

  abstract boolean isSettledBy(String reason);
}
