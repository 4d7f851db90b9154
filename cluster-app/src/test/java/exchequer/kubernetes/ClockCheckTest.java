package exchequer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCheckTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(ConfigFactory.defaultReference()));
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir private Path folder;

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  /** A clock of a machine that somebody sets. */
  private static final class SetClock extends Clock {
    private volatile Duration off;

    SetClock(Duration off) {
      this.off = off;
    }

    void set(Duration newOff) {
      off = newOff;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(off);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("nobody asks for it");
    }
  }

  @ParameterizedTest
  @CsvSource({"PT1M, ahead of", "PT-1M, behind"})
  void a_clock_that_is_off_is_told_until_it_is_set_right(Duration off, String how) {
    try (FakeApiServer api = FakeApiServer.start(folder)) {
      // Given
      SetClock clock = new SetClock(off);

      // When
      ClockCheck check =
          ClockCheck.start(KIT.system(), api.client(), clock, Duration.ofMillis(100));

      // Then
      Awaitility.await().until(() -> check.remark().isPresent());
      assertThat(check.remark().orElseThrow())
          .matches("this pod's clock is at least (5\\d|60) s " + how + " the API server's");
      clock.set(Duration.ZERO);
      Awaitility.await().until(() -> check.remark().isEmpty());
    }
  }

  @Test
  void it_is_told_also_where_the_server_refuses_to_answer() {
    try (FakeApiServer api = FakeApiServer.start(folder)) {
      // Given
      api.forbid("GET leases");

      // When
      ClockCheck check =
          ClockCheck.start(
              KIT.system(),
              api.client(),
              new SetClock(Duration.ofHours(1)),
              Duration.ofMillis(100));

      // Then
      Awaitility.await().until(() -> check.remark().isPresent());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Sent, received (milliseconds after the server's second), whether it is certain.
    "2999, 3000, false",
    "3000, 3001, true",
    "-2000, 0, false",
    "-3000, -2001, true",
    "-9000, 9000, false",
  })
  void only_what_is_certainly_more_than_two_seconds_is_told(
      long sentMillis, long receivedMillis, boolean isTold) {
    assertThat(
            ClockCheck.remark(NOON.plusMillis(sentMillis), NOON, NOON.plusMillis(receivedMillis)))
        .matches(remark -> remark.isPresent() == isTold);
  }
}
