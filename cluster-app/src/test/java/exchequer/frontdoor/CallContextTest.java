package exchequer.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CallContextTest {
  @ParameterizedTest
  @CsvSource({
    "1H, PT1H",
    "2M, PT2M",
    "5S, PT5S",
    "4999m, PT4.999S",
    "99999999u, PT1M39.999999S",
    "0n, PT0S"
  })
  void a_time_out_is_read_as_gRPC_writes_it(String timeout, Duration meant) {
    assertThat(CallContext.nanos(timeout)).contains(meant.toNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "S", "5", "5s", "-5S", "+5S", "5 S", "1.5S", "123456789S", "٥S"})
  void what_is_no_time_out_of_gRPC_s_is_left_aside(String timeout) {
    assertThat(CallContext.nanos(timeout)).isEmpty();
  }

  /** Eight digits of hours are more nanoseconds than a long holds. */
  @ParameterizedTest
  @ValueSource(strings = "99999999H")
  void a_time_out_longer_than_can_be_counted_is_the_longest(String timeout) {
    assertThat(CallContext.nanos(timeout)).contains(Long.MAX_VALUE);
  }
}
