package exchequer.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.BookEvent;
import exchequer.ledger.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a release has written, every later one reads. A file for each sample: its bytes in
 * hexadecimal.
 */
class GoldenBytesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String THIS_RELEASE = "0.1";

  static List<String> names() {
    return List.copyOf(Samples.values().keySet());
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(GOLDEN)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void this_release_writes_the_golden_bytes(String name) throws IOException {
    Path file = GOLDEN.resolve(THIS_RELEASE).resolve(fileName(name));
    byte[] bytes = AnyForm.write(Samples.values().get(name)).bytes();
    String hex = HexFormat.of().formatHex(bytes);
    assertThat(file).as("%s is written as %s", name, hex).exists();
    assertThat(hex).as("today's bytes of %s", name).isEqualTo(read(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void golden_bytes_of_every_release_are_read_as_their_sample(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".hex", "").replace('@', '/');
    String manifest = name.replaceFirst("\\+.*", "");
    Stored golden = new Stored(manifest, HexFormat.of().parseHex(read(file)));
    assertThat(AnyForm.of(manifest).read(golden)).isEqualTo(Samples.values().get(name));
  }

  @Test
  void every_kind_has_a_sample_and_so_a_golden_file() throws IOException {
    var kinds = new ArrayList<Class<?>>(List.of(BookEvent.class.getPermittedSubclasses()));
    kinds.addAll(List.of(Outcome.class.getPermittedSubclasses()));
    assertThat(Samples.values().values().stream().map(Object::getClass).toList())
        .as("kinds with a sample")
        .containsAll(kinds);
    assertThat(files().stream().map(file -> file.getFileName().toString()).toList())
        .containsAll(names().stream().map(GoldenBytesTest::fileName).toList());
  }

  private static String fileName(String name) {
    return name.replace('/', '@') + ".hex";
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).replaceAll("\\s", "");
  }
}
