package exchequer.load.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairsTest {
  private static final int ACCOUNTS = 5;
  private static final int DRAWS = 2_000;

  private final Random random = new Random(1);

  @ParameterizedTest
  @EnumSource
  void nobody_pays_himself(Pairs pairs) {
    for (int draw = 0; draw < DRAWS; draw++) {
      int source = pairs.source(random, ACCOUNTS);
      assertThat(pairs.destination(random, ACCOUNTS, source))
          .isNotEqualTo(source)
          .isBetween(0, ACCOUNTS - 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void three_accounts_are_enough(Pairs pairs) {
    int source = pairs.source(random, 3);
    assertThat(pairs.destination(random, 3, source)).isNotEqualTo(source);
  }

  @Test
  void uniform_draws_all_pairs_of_accounts_but_the_bank() {
    Set<String> drawn = new TreeSet<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      int source = Pairs.UNIFORM.source(random, ACCOUNTS);
      drawn.add(source + "-" + Pairs.UNIFORM.destination(random, ACCOUNTS, source));
    }
    assertThat(drawn).hasSize(4 * 3).noneMatch(pair -> pair.contains("0"));
  }

  @Test
  void one_account_is_in_all_hot_transfers() {
    assertThat(Pairs.HOT.destination(random, ACCOUNTS, 3)).isZero();
    assertThat(Pairs.HOT_SOURCE.source(random, ACCOUNTS)).isZero();
  }
}
