package exchequer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {
  private final RetryRule rule = rule(Duration.ofMillis(100), 10);

  private static RetryRule rule(Duration firstPause, int maxSends) {
    Duration second = Duration.ofSeconds(1);
    return new RetryRule(
        second.multipliedBy(10), second, maxSends, firstPause, second.multipliedBy(2));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0, 50",
    "0, 1.0, 100",
    "1, 0.5, 150",
    "4, 1.0, 1600",
    "5, 1.0, 2000",
    "1000000, 1.0, 2000"
  })
  void the_pause_doubles_up_to_a_bound_and_half_of_it_is_chance(
      int failures, double random, long millis) {
    assertThat(rule.pause(failures, Optional.empty(), random)).hasMillis(millis);
  }

  @Test
  void what_the_ledger_asks_for_is_never_undercut() {
    Optional<Duration> asked = Optional.of(Duration.ofSeconds(5));

    assertThat(rule.pause(0, asked, 0.0)).hasSeconds(5);
    assertThat(rule.pause(0, asked, 1.0)).hasMillis(5_050);
  }

  @Test
  void settings_out_of_range_are_named() {
    assertThatThrownBy(() -> rule(Duration.ofMillis(100), 0))
        .hasMessage("maxSends must be at least 1, not 0");
    assertThatThrownBy(() -> rule(Duration.ZERO, 1))
        .hasMessage("firstPause must be from PT0.001S to PT720H, not PT0S");
  }
}
