package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts, assets, transfers and refusals: what their names may be and what they say. */
class NamesTest {
  private static final String LONGEST = "z".repeat(64);

  /**
   * Fixed for ever, or accounts are looked for in books that do not have them. From the table-free
   * CRC-32C of RFC 3720, appendix B.4; its check value for 123456789 is E3069283.
   */
  @ParameterizedTest
  @CsvSource({
    "123456789, 3, 15",
    "alice, 14, 22",
    "bob, 20, 0",
    "accounts:eur:00000001, 48, 20",
    "A, 46, 42",
    "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz, 53, 57"
  })
  void an_account_is_in_the_same_book_for_ever(String id, int of64, int of60) {
    assertThat(new AccountId(id).book(64)).isEqualTo(of64);
    assertThat(new AccountId(id).book(60)).isEqualTo(of60);
    assertThat(new AccountId(id).book(1)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "Z9", "a-._~:b", "a."})
  void an_account_id_may_be(String id) {
    assertThat(new AccountId(id)).hasToString(id);
  }

  @Test
  void an_account_id_has_64_characters_at_most() {
    assertThat(new AccountId(LONGEST)).hasToString(LONGEST);
    assertThatThrownBy(() -> new AccountId(LONGEST + "z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "-a", ".a", "~", ":", "_a", "a/b", "a b", "a\n", "\u00e9", "a\u00e9", "a\u0661",
        "a\u212a", "a\0"
      })
  void an_account_id_is_ascii_without_slashes_and_starts_with_a_letter_or_digit(String id) {
    assertThatThrownBy(() -> new AccountId(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EUR/2", "A/0", "ABCDEFGHIJKL/18", "X9/10"})
  void an_asset_may_be(String asset) {
    assertThat(Asset.parse(asset)).hasToString(asset);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EUR",
        "/2",
        "eur/2",
        "9X/2",
        "EUR/",
        "EUR/19",
        "EUR/02",
        "EUR/-1",
        "EUR/2\n",
        "ABCDEFGHIJKLM/2",
        "EUR/2/2",
        "\u00c9/2"
      })
  void an_asset_is_a_code_and_a_scale(String asset) {
    assertThatThrownBy(() -> Asset.parse(asset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("EUR/2");
  }

  /** The example of RFC 9562, appendix A.6. */
  @Test
  void a_version_7_id_says_when_it_was_made() {
    assertThat(key("017F22E2-79B0-7CC3-98C4-DC0C0C07398F").idTime())
        .contains(Instant.parse("2022-02-22T19:22:22Z"));
    assertThat(key("ffffffff-ffff-7fff-bfff-ffffffffffff").idTime())
        .contains(Instant.ofEpochMilli((1L << 48) - 1));
    assertThat(key("00000000-0000-7000-8000-000000000000").idTime()).contains(Instant.EPOCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "919108f7-52d1-4320-9bac-f847db4148a8",
        "C232AB00-9414-11EC-B3C8-9F6BDECED846",
        "1EC9414C-232A-6B00-B3C8-9F6BDECED846",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff"
      })
  void an_id_of_another_version_says_nothing(String id) {
    assertThat(key(id).idTime()).isEmpty();
  }

  @Test
  void refusals_keep_their_numbers_and_their_order() {
    int[] numbers = Arrays.stream(Refusal.values()).mapToInt(Refusal::number).toArray();
    assertThat(numbers)
        .containsExactly(
            4, 5, 10, 11, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25, 30, 31, 32, 33, 34, 35, 36, 40,
            50);
    for (Refusal refusal : Refusal.values()) {
      assertThat(Refusal.ofNumber(refusal.number())).isEqualTo(refusal);
    }
    assertThatThrownBy(() -> Refusal.ofNumber(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static TransferKey key(String id) {
    return new TransferKey(new AccountId("a"), UUID.fromString(id));
  }
}
