package exchequer.client;

import com.github.f4b6a3.uuid.UuidCreator;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Transfer;
import java.math.BigInteger;

/** Makes transfers that are to be sent. */
public final class Transfers {
  private static final String ACCOUNTS = "accounts/";

  private Transfers() {}

  /** A new UUID of version 7: it carries its time, which makes recognising repeated sends free. */
  public static String newId() {
    return UuidCreator.getTimeOrderedEpoch().toString();
  }

  /**
   * A transfer with an id of its own. To be made once for each transfer that is meant, and kept
   * until its outcome is known.
   *
   * @param source the id of the account that pays
   * @param destination the id of the account that is paid
   * @param asset of both accounts, {@code CODE/SCALE}
   * @param amount in the asset's smallest unit, from 1 to 10^38 - 1
   */
  public static CreateTransferRequest request(
      String source, String destination, String asset, BigInteger amount) {
    return CreateTransferRequest.newBuilder()
        .setParent(ACCOUNTS + source)
        .setTransferId(newId())
        .setTransfer(
            Transfer.newBuilder()
                .setDestination(ACCOUNTS + destination)
                .setAsset(asset)
                .setAmount(amount.toString()))
        .build();
  }

  /** {@code accounts/{source}/transfers/{transfer}}, as results name it. */
  public static String name(CreateTransferRequest request) {
    return request.getParent() + "/transfers/" + request.getTransferId();
  }
}
