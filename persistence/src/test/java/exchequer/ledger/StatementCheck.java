package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

  /**
   * @param atRest whether all is written, and all transfers are decided
   */
  static void check(BookOnDisk book, LedgerModel model, BookRules rules, boolean atRest) {
    Map<Integer, Integer> bucketSizes = new HashMap<>();
    for (AccountId id : model.sheets.keySet()) {
      if (id.book(rules.books()) == book.number) {
        List<Entry> lines = statement(book, id, atRest);
        checkChain(lines, book.account(id).orElseThrow());
        checkTransfers(lines, model, id);
        lines.forEach(entry -> bucketSizes.merge(entry.bucket(), 1, Integer::sum));
      }
    }
    assertThat(bucketSizes.values()).allMatch(size -> size <= rules.entriesPerBucket());
  }

  private static List<Entry> statement(BookOnDisk book, AccountId id, boolean atRest) {
    StatementHead head = head(book, id, false);
    Map<Long, Entry> rows = book.entryRows.getOrDefault(id, Map.of());
    List<Entry> lines = new ArrayList<>();
    for (long number = 1; number <= head.writtenCount(); number++) {
      assertThat(rows).as("written entries of %s", id).containsKey(number);
      lines.add(rows.get(number));
    }
    if (!lines.isEmpty()) {
      int bucket = lines.get(lines.size() - 1).bucket();
      assertThat(head.lastWrittenBucket()).as("last bucket of %s", id).isEqualTo(bucket);
    }
    if (atRest) {
      assertThat(head.unwritten()).isEmpty();
      assertThat(book.accountRows.get(id)).as("row of %s", id).isEqualTo(head.account());
      assertThat(rows).hasSize(lines.size());
    }
    lines.addAll(head.unwritten());
    List<Entry> newestFirst = new ArrayList<>(head(book, id, true).unwritten());
    Collections.reverse(newestFirst);
    assertThat(newestFirst).isEqualTo(head.unwritten());
    return lines;
  }

  private static StatementHead head(BookOnDisk book, AccountId id, boolean newestFirst) {
    var window =
        new StatementWindow(
            newestFirst, newestFirst ? Long.MAX_VALUE : 1, Instant.MIN, Instant.MAX, ALL);
    Answer reply = book.read(new BookCommand.ReadStatement(id, window));
    return ((Reply.Statement) reply).head();
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
    assertThat(account.entryCount()).isEqualTo(lines.size());
    assertThat(account.posted().units()).isEqualTo(balance);
    assertThat(account.firstBucket()).isEqualTo(before == null ? 0 : lines.get(0).bucket());
    assertThat(account.lastBucket()).isEqualTo(before == null ? 0 : before.bucket());
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
