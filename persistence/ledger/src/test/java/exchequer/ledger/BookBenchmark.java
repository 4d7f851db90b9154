package exchequer.ledger;

import exchequer.micro.MicroBenchmark;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What a book does for a transfer. Those named decide change nothing, so they do the same each
 * time; the others also make the command, and apply what was decided.
 */
public class BookBenchmark extends MicroBenchmark {
  private final BusyBook near = new BusyBook(0);
  private final BusyBook far = new BusyBook(1);

  private final BookCommand.MakeTransfer local = near.transferTo(near);
  private final BookCommand.MakeTransfer away = near.transferTo(far);
  private final BookCommand.MakeTransfer again = near.transferTo(near);
  private final BookCommand.AcceptCredit credit;
  private final BookCommand.SettleTransfer settlement;

  public BookBenchmark() {
    near.tell(again);
    BookCommand.MakeTransfer begun = near.transferTo(far);
    this.credit = credit(near.tell(begun));
    this.settlement = settlement(far.decide(credit));
  }

  @Benchmark
  public Object decideLocalTransfer() {
    return near.decide(local);
  }

  @Benchmark
  public Object decideBegin() {
    return near.decide(away);
  }

  @Benchmark
  public Object decideCredit() {
    return far.decide(credit);
  }

  @Benchmark
  public Object decideSettlement() {
    return near.decide(settlement);
  }

  /** An id that was decided before. */
  @Benchmark
  public Object decideReplayed() {
    return near.decide(again);
  }

  @Benchmark
  public Object localTransfer() {
    return near.tell(near.transferTo(near));
  }

  /** Both books: begin, accept, settle. */
  @Benchmark
  public Object transferBetweenBooks() {
    BookCommand.AcceptCredit sent = credit(near.tell(near.transferTo(far)));
    return near.tell(settlement(far.tell(sent)));
  }

  private static BookCommand.AcceptCredit credit(Decision begun) {
    return (BookCommand.AcceptCredit) begun.next().orElseThrow();
  }

  private static BookCommand.SettleTransfer settlement(Decision accepted) {
    return (BookCommand.SettleTransfer) accepted.next().orElseThrow();
  }
}
