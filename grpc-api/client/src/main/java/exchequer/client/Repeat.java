package exchequer.client;

import exchequer.v1.CloseAccountRequest;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;

/** When a request may be sent again without asking its caller. */
enum Repeat {
  /** Sending it twice does what sending it once does. */
  ALWAYS,
  /**
   * Only if it is certain that it was not done. For a request with an etag: after the first send
   * was done, the second would be told STALE_ETAG, and the caller that it was refused.
   */
  IF_NOT_DONE;

  static Repeat of(Object request) {
    return etag(request).isEmpty() ? ALWAYS : IF_NOT_DONE;
  }

  private static String etag(Object request) {
    if (request instanceof UpdateAccountRequest update) return update.getAccount().getEtag();
    if (request instanceof FreezeAccountRequest freeze) return freeze.getEtag();
    if (request instanceof UnfreezeAccountRequest unfreeze) return unfreeze.getEtag();
    if (request instanceof CloseAccountRequest close) return close.getEtag();
    return "";
  }

  boolean isAllowed(boolean mayHaveBeenDone) {
    return this == ALWAYS || !mayHaveBeenDone;
  }
}
