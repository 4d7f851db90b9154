package exchequer.process;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Entry;
import exchequer.ledger.Reply;
import exchequer.ledger.StatementHead;
import exchequer.ledger.StatementWindow;
import exchequer.ledger.TransferKey;
import exchequer.ledger.TransferOrder;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Reads every statement of a book as a client would: the table, then what only memory knows. */
final class StatementCheck {
  private static final int ALL = 1_000_000;

  private StatementCheck() {}

  /** To be called at rest: all is written, and all transfers are decided. */
  static void check(World world) {
    for (int book = 0; book < world.rules.books(); book++) {
      Map<Integer, Integer> bucketSizes = new HashMap<>();
      for (AccountId id : world.model.sheets.keySet()) {
        if (world.bookOf(id) == book) {
          List<Entry> lines = statement(world, id);
          checkTransfers(lines, world.model, id);
          lines.forEach(entry -> bucketSizes.merge(entry.bucket(), 1, Integer::sum));
        }
      }
      assertThat(bucketSizes.values()).allMatch(size -> size <= world.rules.entriesPerBucket());
    }
  }

  private static List<Entry> statement(World world, AccountId id) {
    BookStorage storage = world.storages.get(world.bookOf(id));
    var window = new StatementWindow(false, 1, Instant.MIN, Instant.MAX, ALL);
    Reply reply = world.reply(new BookCommand.ReadStatement(id, window));
    StatementHead head = ((Reply.Statement) reply).head();
    Map<Long, Entry> rows = storage.entryRows.getOrDefault(id, Map.of());
    List<Entry> lines = new ArrayList<>();
    for (long number = 1; number <= head.writtenCount(); number++) {
      assertThat(rows).as("written entries of %s", id).containsKey(number);
      lines.add(rows.get(number));
    }
    if (!lines.isEmpty()) {
      int bucket = lines.get(lines.size() - 1).bucket();
      assertThat(head.lastWrittenBucket()).as("last bucket of %s", id).isEqualTo(bucket);
    }
    assertThat(head.unwritten()).as("unwritten at rest").isEmpty();
    assertThat(storage.accountRows.get(id)).as("row of %s", id).isEqualTo(head.account());
    assertThat(rows).hasSize(lines.size());
    checkChain(lines, head.account());
    return lines;
  }

  /** Numbered without gaps, each balance the one before plus the amount, each bucket linked. */
  private static void checkChain(List<Entry> lines, Account account) {
    BigInteger balance = BigInteger.ZERO;
    Entry before = null;
    for (Entry entry : lines) {
      assertThat(entry.number()).isEqualTo(before == null ? 1 : before.number() + 1);
      balance = balance.add(entry.amount().units());
      assertThat(entry.balance().units()).isEqualTo(balance);
      assertThat(entry.previousBucket())
          .isEqualTo(before == null ? OptionalInt.empty() : OptionalInt.of(before.bucket()));
      if (before != null) {
        assertThat(entry.postedAt()).isAfterOrEqualTo(before.postedAt());
        assertThat(entry.sequenceNr()).isGreaterThan(before.sequenceNr());
        assertThat(entry.bucket()).isGreaterThanOrEqualTo(before.bucket());
      }
      before = entry;
    }
    assertThat(account.entries().count()).isEqualTo(lines.size());
    assertThat(account.balance().posted().units()).isEqualTo(balance);
    assertThat(account.entries().firstBucket())
        .isEqualTo(before == null ? 0 : lines.get(0).bucket());
    assertThat(account.entries().lastBucket()).isEqualTo(before == null ? 0 : before.bucket());
  }

  /** One line for each side of a posted transfer, and none for any other. */
  private static void checkTransfers(List<Entry> lines, LedgerModel model, AccountId id) {
    Set<TransferKey> seen = new HashSet<>();
    for (Entry entry : lines) {
      TransferKey key = entry.transferKey();
      assertThat(seen.add(key)).as("%s posted twice to %s", key, id).isTrue();
      TransferOrder order = model.recorded.get(key);
      boolean isSource = key.source().equals(id);
      assertThat(entry.amount()).isEqualTo(isSource ? order.amount().negated() : order.amount());
      assertThat(entry.counterparty()).isEqualTo(isSource ? order.destination() : key.source());
    }
    for (TransferOrder order : model.recorded.values()) {
      var outcome = model.outcomes.get(order.key());
      if (outcome != null && (order.key().source().equals(id) || order.destination().equals(id))) {
        assertThat(seen.contains(order.key()))
            .as("%s at %s", order, id)
            .isEqualTo(outcome.isEmpty());
      }
    }
  }
}
