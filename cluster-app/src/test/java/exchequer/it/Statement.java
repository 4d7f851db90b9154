package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import exchequer.v1.Entry;
import exchequer.v1.EntryOrder;
import exchequer.v1.ListEntriesRequest;
import exchequer.v1.ListEntriesResponse;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads statements page by page, and knows what holds for every one of them. */
final class Statement {
  private Statement() {}

  static ListEntriesRequest.Builder request(String account, EntryOrder order, int pageSize) {
    return ListEntriesRequest.newBuilder()
        .setParent("accounts/" + account)
        .setOrder(order)
        .setPageSize(pageSize);
  }

  /**
   * Follows the page tokens to the end, or until there are enough.
   *
   * @return in the order of the request
   */
  static List<Entry> read(TestClient client, ListEntriesRequest.Builder request, int enough) {
    List<Entry> entries = new ArrayList<>();
    do {
      ListEntriesResponse page = client.blocking().listEntries(request.build());
      assertThat(page.getEntriesCount()).isLessThanOrEqualTo(request.getPageSize());
      entries.addAll(page.getEntriesList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty() && entries.size() < enough);
    return entries;
  }

  static List<Entry> reversed(List<Entry> entries) {
    List<Entry> reversed = new ArrayList<>(entries);
    Collections.reverse(reversed);
    return reversed;
  }

  /** No gap, no repeat; each balance is the one before plus the amount; time never runs back. */
  static void requireChained(List<Entry> oldestFirst) {
    for (int i = 1; i < oldestFirst.size(); i++) {
      Entry before = oldestFirst.get(i - 1);
      Entry entry = oldestFirst.get(i);
      assertThat(entry.getNumber()).as("number after %s", before).isEqualTo(before.getNumber() + 1);
      assertThat(new BigInteger(entry.getBalance()))
          .as("balance of %s", entry)
          .isEqualTo(new BigInteger(before.getBalance()).add(new BigInteger(entry.getAmount())));
      assertThat(isBefore(entry.getCreateTime(), before.getCreateTime()))
          .as("%s is earlier than %s", entry, before)
          .isFalse();
    }
    if (!oldestFirst.isEmpty() && oldestFirst.get(0).getNumber() == 1) {
      assertThat(oldestFirst.get(0).getBalance()).isEqualTo(oldestFirst.get(0).getAmount());
    }
  }

  /** Says which lines differ rather than showing them all. */
  static void requireSame(List<Entry> found, List<Entry> expected, String what) {
    assertThat(numbers(found)).as("numbers: %s", what).isEqualTo(numbers(expected));
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).as(what).isEqualTo(expected.get(i));
    }
  }

  private static List<Long> numbers(List<Entry> entries) {
    return entries.stream().map(Entry::getNumber).toList();
  }

  static boolean isBefore(Timestamp one, Timestamp other) {
    return Timestamps.compare(one, other) < 0;
  }
}
