package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.0, 50",
    "0, 1.0, 100",
    "1, 0.5, 150",
    "4, 1.0, 1600",
    "5, 1.0, 2000",
    "1000000, 1.0, 2000"
  })
  void theWaitDoublesUpToABoundAndHalfOfItIsChance(int failures, double random, long millis) {
    assertThat(Backoff.delay(failures, Optional.empty(), random)).hasMillis(millis);
  }

  @Test
  void whatTheServerAsksForIsNeverUndercut() {
    // Given
    Optional<Duration> asked = Optional.of(Duration.ofSeconds(5));

    // Then
    assertThat(Backoff.delay(0, asked, 0.0)).hasSeconds(5);
    assertThat(Backoff.delay(0, asked, 1.0)).hasMillis(5_050);
  }
}
