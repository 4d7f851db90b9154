package exchequer.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import exchequer.ledger.Account;
import exchequer.ledger.AccountId;
import exchequer.ledger.Arbitraries;
import exchequer.ledger.BookEvent;
import exchequer.ledger.Entry;
import exchequer.ledger.Limit;
import exchequer.ledger.Marker;
import exchequer.ledger.Outcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
  @Property
  void every_event_is_read_as_it_was_written(@ForAll("events") BookEvent event) {
    Stored stored = StoredForm.of(event);
    assertThat(StoredForm.event(stored)).isEqualTo(event);
    assertThat(StoredForm.of(StoredForm.event(stored))).isEqualTo(stored);
  }

  @Property(tries = 300)
  void every_append_is_read_as_it_was_written(@ForAll("appends") List<BookEvent> events) {
    Stored stored = append(events);
    assertThat(StoredForm.events(stored)).isEqualTo(events);
    assertThat(append(StoredForm.events(stored))).isEqualTo(stored);
  }

  @Example
  void an_append_without_events_is_not_written() {
    assertThatThrownBy(() -> StoredForm.append(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Stored append(List<BookEvent> events) {
    return StoredForm.append(events.stream().map(StoredForm::of).toList());
  }

  @Property
  void every_account_is_read_as_it_was_written(@ForAll("accounts") Account account) {
    Stored stored = AccountCodec.ACCOUNT.write(account);
    assertThat(AccountCodec.ACCOUNT.read(stored)).isEqualTo(account);
    assertThat(AccountCodec.ACCOUNT.write(AccountCodec.ACCOUNT.read(stored))).isEqualTo(stored);
  }

  @Property
  void every_outcome_is_read_as_it_was_written(@ForAll("remembered") Outcome transfer) {
    Stored stored = AnyForm.write(transfer);
    Object read = AnyForm.of(stored.manifest()).read(stored);
    assertThat(read).isEqualTo(transfer);
    assertThat(AnyForm.write(read)).isEqualTo(stored);
  }

  @Property(tries = 300)
  void outcomes_together_are_read_as_they_were_written(
      @ForAll("outcomes") List<Outcome> transfers) {
    Stored stored = OutcomeCodec.TOGETHER.write(transfers);
    assertThat(OutcomeCodec.TOGETHER.read(stored)).isEqualTo(transfers);
    assertThat(OutcomeCodec.TOGETHER.write(OutcomeCodec.TOGETHER.read(stored))).isEqualTo(stored);
  }

  @Example
  void a_row_without_outcomes_is_not_written() {
    assertThatThrownBy(() -> OutcomeCodec.TOGETHER.write(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Also between two of them. */
  @Property(tries = 50)
  void outcomes_cut_short_anywhere_are_recognised(@ForAll("outcomes") List<Outcome> transfers) {
    assertCutsAreRecognised(AnyForm.write(transfers));
  }

  @Property
  void every_entry_is_read_as_it_was_written(@ForAll("entries") Entry entry) {
    Stored stored = EntryCodec.ENTRY.write(entry);
    assertThat(EntryCodec.ENTRY.read(stored)).isEqualTo(entry);
    assertThat(EntryCodec.ENTRY.write(EntryCodec.ENTRY.read(stored))).isEqualTo(stored);
  }

  @Property(tries = 300)
  void every_marker_is_read_as_it_was_written(@ForAll("markers") Marker marker) {
    Stored stored = StoredForm.of(marker);
    assertThat(StoredForm.marker(stored)).isEqualTo(marker);
    assertThat(StoredForm.of(StoredForm.marker(stored))).isEqualTo(stored);
  }

  /** The highest field is always written, so no cut falls where a value would look complete. */
  @Property(tries = 200)
  void bytes_cut_short_anywhere_are_recognised(@ForAll("events") BookEvent event) {
    assertCutsAreRecognised(StoredForm.of(event));
  }

  /** Also between two of its events. */
  @Property(tries = 100)
  void an_append_cut_short_anywhere_is_recognised(@ForAll("appends") List<BookEvent> events) {
    assertCutsAreRecognised(append(events));
  }

  private static void assertCutsAreRecognised(Stored whole) {
    for (int size = 0; size < whole.bytes().length; size++) {
      Stored cut = new Stored(whole.manifest(), Arrays.copyOf(whole.bytes(), size));
      assertThatThrownBy(() -> AnyForm.of(whole.manifest()).read(cut))
          .isInstanceOf(UnreadableBytesException.class)
          .hasMessageContaining(whole.manifest())
          .hasMessageContaining(size + " bytes");
    }
  }

  @Example
  void a_time_with_nanoseconds_is_not_written() {
    var event = updated(Map.of(), Instant.EPOCH.plusNanos(1));
    assertThatThrownBy(() -> StoredForm.of(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1970-01-01T00:00:00.000000001Z");
  }

  @Example
  void a_time_beyond_64_bits_of_microseconds_is_not_written() {
    for (Instant time : new Instant[] {Instant.MIN, Instant.MAX}) {
      assertThatThrownBy(() -> StoredForm.of(updated(Map.of(), time)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Example
  void half_a_surrogate_pair_is_not_written() {
    for (Map<String, String> metadata : List.of(Map.of("\ud800", "v"), Map.of("k", "\udc00"))) {
      var event = updated(metadata, Instant.EPOCH);
      assertThatThrownBy(() -> StoredForm.of(event))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Unicode");
    }
  }

  private static BookEvent updated(Map<String, String> metadata, Instant at) {
    return new BookEvent.AccountUpdated(
        new AccountId("a"), Limit.ZERO, Limit.UNBOUNDED, metadata, at);
  }

  @Provide
  Arbitrary<BookEvent> events() {
    return Arbitraries.events();
  }

  @Provide
  Arbitrary<List<BookEvent>> appends() {
    return Arbitraries.events().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<Account> accounts() {
    return Arbitraries.keptAccounts();
  }

  @Provide
  Arbitrary<Outcome> remembered() {
    return Arbitraries.remembered();
  }

  @Provide
  Arbitrary<List<Outcome>> outcomes() {
    return Arbitraries.remembered().list().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<Entry> entries() {
    return Arbitraries.entries();
  }

  @Provide
  Arbitrary<Marker> markers() {
    return Arbitraries.markers();
  }
}
