package exchequer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final Limit ONE = Limit.at(Amount.of(1));

  /** It is stored: made in another way, it would tell two equal creations apart. */
  @Test
  void it_is_made_the_same_way_for_ever() {
    assertThat(Fingerprint.of(Limit.at(Amount.of(-5)), Limit.UNBOUNDED, Map.of("b", "é", "a", "")))
        .isEqualTo(new Fingerprint(0xea6e92f5338a9f98L, 0xd6948f4257c47d38L));
  }

  @Test
  void whatever_differs_is_told_apart() {
    Set<Fingerprint> seen = new HashSet<>();
    for (Limit floor : new Limit[] {Limit.UNBOUNDED, Limit.ZERO, ONE}) {
      for (Limit ceiling : new Limit[] {Limit.UNBOUNDED, Limit.ZERO, ONE}) {
        assertThat(seen.add(Fingerprint.of(floor, ceiling, Map.of()))).isTrue();
        assertThat(seen.add(Fingerprint.of(floor, ceiling, Map.of("a", "b")))).isTrue();
        assertThat(seen.add(Fingerprint.of(floor, ceiling, Map.of("a", "bc", "d", "")))).isTrue();
        assertThat(seen.add(Fingerprint.of(floor, ceiling, Map.of("a", "b", "cd", "")))).isTrue();
        assertThat(seen.add(Fingerprint.of(floor, ceiling, Map.of("a", "b", "", "cd")))).isTrue();
      }
    }
  }
}
