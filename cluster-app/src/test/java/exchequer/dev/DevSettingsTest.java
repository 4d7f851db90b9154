package exchequer.dev;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import exchequer.cassandra.embedded.CommitLogMode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DevSettingsTest {
  @Test
  void have_their_defaults() {
    assertThat(DevSettings.of(ConfigFactory.load()))
        .isEqualTo(
            new DevSettings(
                Path.of(".exchequer"),
                Path.of("cassandra"),
                9_042,
                1_024,
                CommitLogMode.BATCH,
                Duration.ofSeconds(30)));
  }
}
