package exchequer.load.ledger;

import exchequer.v1.Account;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** What the ledger says about each of a run's accounts. */
final class Picture {
  private final AtomicReferenceArray<Line> lines;

  /**
   * One account.
   *
   * @param posted in the asset's smallest unit
   * @param inFlightOut in the asset's smallest unit
   */
  record Line(BigInteger posted, BigInteger inFlightOut, long entries) {
    static Line of(Account account) {
      return new Line(
          new BigInteger(account.getBalance().getPosted()),
          new BigInteger(account.getBalance().getInFlightOut()),
          account.getEntryCount());
    }
  }

  /**
   * @param accounts with the bank
   */
  Picture(int accounts) {
    lines = new AtomicReferenceArray<>(accounts);
  }

  int accounts() {
    return lines.length();
  }

  void set(int account, Line line) {
    lines.set(account, line);
  }

  /** Empty when nothing was read. */
  Optional<Line> line(int account) {
    return Optional.ofNullable(lines.get(account));
  }

  /** The numbers of accounts that money is still leaving. */
  int[] moving() {
    return IntStream.range(0, lines.length())
        .filter(
            account -> line(account).filter(line -> line.inFlightOut().signum() != 0).isPresent())
        .toArray();
  }
}
