package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {
  private static final BigInteger BOUND = BigInteger.TEN.pow(38);
  private static final String MOST = "9".repeat(38);

  @Test
  void thirty_eight_digits_are_exact() {
    Amount most = Amount.parse(MOST);
    assertThat(most).hasToString(MOST);
    assertThat(most.negated()).isEqualTo(Amount.parse("-" + MOST));
    assertThat(most.minus(Amount.of(1))).hasToString("9".repeat(37) + "8");
    assertThat(most.plus(most.negated())).isEqualTo(Amount.ZERO);
  }

  @Test
  void one_more_is_not_an_amount() {
    Amount most = Amount.parse(MOST);
    assertThat(most.canAdd(Amount.of(1))).isFalse();
    assertThat(most.negated().canAdd(Amount.of(-1))).isFalse();
    assertThatThrownBy(() -> most.plus(Amount.of(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.negated().minus(Amount.of(1)))
        .isInstanceOf(ArithmeticException.class);
    for (BigInteger units : new BigInteger[] {BOUND, BOUND.negate()}) {
      assertThatThrownBy(() -> Amount.of(units))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has 39");
    }
  }

  @Property
  void sums_are_exact_or_refused(@ForAll("amounts") Amount one, @ForAll("amounts") Amount other) {
    BigInteger sum = one.units().add(other.units());
    assertThat(one.canAdd(other)).isEqualTo(sum.abs().compareTo(BOUND) < 0);
    if (one.canAdd(other)) {
      assertThat(one.plus(other).units()).isEqualTo(sum);
      assertThat(one.plus(other).minus(other)).isEqualTo(one);
    }
  }

  @Property
  void an_amount_is_read_as_it_is_spelled(@ForAll("amounts") Amount amount) {
    assertThat(Amount.parse(amount.toString())).isEqualTo(amount).hasSameHashCodeAs(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "--1",
        "+1",
        "-0",
        "00",
        "01",
        "-01",
        "1 ",
        " 1",
        "1.0",
        "1e3",
        "0x1",
        "\u0661",
        "\uff11",
        "100000000000000000000000000000000000000",
        "1_000"
      })
  void an_amount_has_one_spelling(String text) {
    assertThatThrownBy(() -> Amount.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 38 digits");
  }

  @Provide
  Arbitrary<Amount> amounts() {
    return Arbitraries.amounts();
  }
}
