package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class LogTailTest {
  private static final Comparator<LogRow> LOG_ORDER =
      Comparator.comparingLong(LogRow::appendNr).thenComparingLong(LogRow::epoch);

  /** What an owner writes: a copy of the last append, and appends of its own. */
  record Owner(long epoch, int appends) {
    private String writer() {
      return "owner " + epoch;
    }
  }

  @Example
  void a_log_without_rows_ends_nowhere() {
    assertThat(counting(1)).isEmpty();
    assertThat(LogTail.of(1, List.of()).last()).isEmpty();
  }

  @Example
  void of_two_rows_with_one_number_the_one_of_the_higher_epoch_counts() {
    assertThat(counting(1, row(1, 3, "a"), row(1, 4, "b"))).containsExactly(row(1, 4, "b"));
  }

  @Example
  void a_row_of_a_lower_epoch_than_one_before_it_does_not_count() {
    assertThat(counting(1, row(1, 4, "b"), row(2, 3, "a"))).containsExactly(row(1, 4, "b"));
  }

  @Example
  void an_old_owner_that_takes_over_from_a_newer_one_counts() {
    assertThat(counting(1, row(1, 4, "new"), row(2, 0, "old"), row(3, 5, "new again")))
        .extracting(LogRow::writer)
        .containsExactly("new", "old", "new again");
  }

  @Example
  void a_late_row_does_not_displace_what_an_old_owner_appended_after_a_newer_epoch() {
    assertThat(counting(1, row(1, 4, "new"), row(2, 0, "old"), row(2, 3, "late"), row(3, 0, "old")))
        .extracting(LogRow::writer)
        .containsExactly("new", "old", "old");
  }

  @Example
  void an_old_owner_one_of_whose_rows_does_not_count_has_none_after_it() {
    assertThat(counting(1, row(1, 0, "old"), row(1, 1, "new"), row(2, 0, "old")))
        .containsExactly(row(1, 1, "new"));
  }

  @Example
  void an_append_that_is_missing_before_one_that_counts_is_a_gap() {
    assertThatThrownBy(() -> counting(1, row(1, 1, "a"), row(3, 1, "a")))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("append 2 is missing");
    assertThatThrownBy(() -> counting(5, row(6, 1, "a")))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("append 5 is missing");
  }

  @Example
  void no_append_is_missing_before_one_that_does_not_count() {
    assertThat(counting(1, row(1, 4, "b"), row(3, 3, "a"))).containsExactly(row(1, 4, "b"));
  }

  @Example
  void a_tail_does_not_begin_with_a_number_that_has_rows_with_and_without_an_epoch() {
    List<LogRow> contested = List.of(row(2, 0, "old"), row(2, 3, "late"), row(3, 0, "old"));
    assertThat(LogTail.mayBeginWith(2, contested)).isFalse();
    assertThat(LogTail.mayBeginWith(2, contested.subList(0, 1))).isTrue();
    assertThat(LogTail.mayBeginWith(2, contested.subList(1, 3))).isTrue();
    assertThat(LogTail.mayBeginWith(1, List.of(row(1, 0, "old"), row(1, 3, "new")))).isTrue();
  }

  @Property
  void rows_of_owners_after_each_other_count_under_the_newest_epoch(
      @ForAll("owners") List<Owner> owners) {
    List<LogRow> rows = written(owners);
    List<LogRow> counting = LogTail.of(1, sorted(rows)).rows();
    assertThat(counting)
        .extracting(LogRow::appendNr)
        .containsExactlyElementsOf(rows.stream().map(LogRow::appendNr).distinct().toList());
    assertThat(counting)
        .allMatch(
            row ->
                rows.stream()
                    .filter(other -> other.appendNr() == row.appendNr())
                    .allMatch(other -> other.epoch() <= row.epoch()));
  }

  @Property
  void rows_of_deposed_owners_change_nothing_whichever_of_them_land(
      @ForAll("owners") List<Owner> owners, @ForAll @IntRange(max = 63) int landing) {
    // Given
    List<LogRow> rows = written(owners);
    List<LogRow> before = LogTail.of(1, sorted(rows)).rows();

    // When each owner but the last has sent one append more than the next owner found
    List<LogRow> found = new ArrayList<>(rows);
    long end = 0;
    for (int i = 0; i < owners.size() - 1; i++) {
      Owner deposed = owners.get(i);
      end += deposed.appends();
      if ((landing & 1 << i) != 0) {
        found.add(row(end + 1, deposed.epoch(), deposed.writer()));
      }
    }

    // Then
    assertThat(LogTail.of(1, sorted(found)).rows()).isEqualTo(before);
  }

  @Property
  void a_tail_from_any_append_on_is_the_end_of_the_whole(
      @ForAll("owners") List<Owner> owners, @ForAll @IntRange(min = 1, max = 20) int from) {
    List<LogRow> rows = sorted(written(owners));
    List<LogRow> whole = LogTail.of(1, rows).rows();
    int firstNr = Math.min(from, whole.size());
    List<LogRow> tail = rows.stream().filter(row -> row.appendNr() >= firstNr).toList();
    assertThat(LogTail.of(firstNr, tail).rows())
        .isEqualTo(whole.subList(firstNr - 1, whole.size()));
  }

  private static List<LogRow> written(List<Owner> owners) {
    List<LogRow> rows = new ArrayList<>();
    long end = 0;
    for (Owner owner : owners) {
      for (long nr = Math.max(1, end); nr <= end + owner.appends(); nr++) {
        rows.add(row(nr, owner.epoch(), owner.writer()));
      }
      end += owner.appends();
    }
    return rows;
  }

  @Provide
  Arbitrary<List<Owner>> owners() {
    Arbitrary<Integer> steps = Arbitraries.integers().between(1, 3);
    Arbitrary<Integer> appends = Arbitraries.integers().between(1, 3);
    return Combinators.combine(steps.list().ofSize(6), appends.list().ofMinSize(1).ofMaxSize(6))
        .as(
            (skipped, counts) -> {
              List<Owner> owners = new ArrayList<>();
              long epoch = 0;
              for (int i = 0; i < counts.size(); i++) {
                epoch += skipped.get(i);
                owners.add(new Owner(epoch, counts.get(i)));
              }
              return owners;
            });
  }

  private static List<LogRow> counting(long firstNr, LogRow... found) {
    return LogTail.of(firstNr, List.of(found)).rows();
  }

  private static List<LogRow> sorted(List<LogRow> rows) {
    return rows.stream().sorted(LOG_ORDER).toList();
  }

  private static LogRow row(long appendNr, long epoch, String writer) {
    return new LogRow(appendNr, epoch, writer);
  }
}
