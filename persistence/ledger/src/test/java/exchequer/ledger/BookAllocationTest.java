package exchequer.ledger;

import static exchequer.micro.Allocations.atMost;

import org.junit.jupiter.api.Test;

class BookAllocationTest {
  private final BookBenchmark book = new BookBenchmark();

  @Test
  void a_book_allocates_no_more_than_this() throws Exception {
    atMost(1_090, "decide a transfer within a book", book::decideLocalTransfer);
    atMost(960, "decide the begin of a transfer", book::decideBegin);
    atMost(480, "decide a credit", book::decideCredit);
    atMost(520, "decide a settlement", book::decideSettlement);
    atMost(330, "decide a replayed id", book::decideReplayed);
    atMost(2_170, "transfer within a book", book::localTransfer);
    atMost(3_670, "transfer between books", book::transferBetweenBooks);
  }
}
