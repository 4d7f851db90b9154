package exchequer.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUseTest {
  @Test
  void data_and_commit_log_are_told_apart_from_each_other_and_from_the_rest(@TempDir Path folder)
      throws IOException {
    file(folder.resolve("data/exchequer/entry-1/nb-1-big-Data.db"), 100);
    file(folder.resolve("data/system/local-2/nb-7-big-Data.db"), 20);
    file(folder.resolve("commitlog/CommitLog-7-1.log"), 7);
    file(folder.resolve("logs/cassandra.log"), 3);

    assertThat(DiskUse.of(folder)).isEqualTo(new DiskUse(120, 7));
  }

  @Test
  void another_folder_is_not_taken_for_an_empty_one(@TempDir Path folder) {
    assertThatThrownBy(() -> DiskUse.of(folder)).isInstanceOf(NoSuchFileException.class);
  }

  private static void file(Path path, int bytes) throws IOException {
    Files.createDirectories(path.getParent());
    Files.write(path, new byte[bytes]);
  }
}
