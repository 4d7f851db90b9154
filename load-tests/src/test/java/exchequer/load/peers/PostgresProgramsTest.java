package exchequer.load.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresProgramsTest {
  @TempDir Path home;

  @Test
  void the_newest_version_is_taken_by_its_number() throws IOException {
    for (String version : new String[] {"9", "15", "100", "common"}) {
      Files.createDirectories(home.resolve(version));
    }

    assertThat(PostgresPrograms.newest(home)).isEqualTo(home.resolve("100/bin"));
  }

  @Test
  void where_there_is_none_it_says_what_to_install() {
    assertThatThrownBy(() -> PostgresPrograms.newest(home))
        .hasMessageContaining("apt-get install postgresql-15");
    assertThatThrownBy(() -> PostgresPrograms.newest(home.resolve("nowhere")))
        .hasMessageContaining("apt-get install postgresql-15");
  }
}
