package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.BookEvent;
import exchequer.ledger.Remembered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a release has written, every later one reads. A file for each manifest: the bytes of its
 * sample in hexadecimal.
 */
class GoldenBytesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String THIS_RELEASE = "0.1";

  static List<Stored> samples() {
    return Samples.stored();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(GOLDEN)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void this_release_writes_the_golden_bytes(Stored sample) throws IOException {
    Path file = GOLDEN.resolve(THIS_RELEASE).resolve(fileName(sample.manifest()));
    String hex = HexFormat.of().formatHex(sample.bytes());
    assertThat(file).as("%s is written as %s", sample.manifest(), hex).exists();
    assertThat(hex).as("today's bytes of %s", sample.manifest()).isEqualTo(read(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void golden_bytes_of_every_release_are_read_as_their_sample(Path file) throws IOException {
    String manifest = file.getFileName().toString().replace(".hex", "").replace('@', '/');
    Stored golden = new Stored(manifest, HexFormat.of().parseHex(read(file)));
    assertThat(valuesOfSamples()).contains(AnyForm.of(manifest).read(golden));
  }

  @Test
  void every_kind_has_a_sample_and_so_a_golden_file() throws IOException {
    var kinds = new ArrayList<Class<?>>(List.of(BookEvent.class.getPermittedSubclasses()));
    kinds.addAll(List.of(Remembered.class.getPermittedSubclasses()));
    assertThat(valuesOfSamples().stream().map(Object::getClass).toList())
        .as("kinds with a sample")
        .containsAll(kinds);
    var manifests = new TreeSet<String>();
    samples().forEach(sample -> manifests.add(fileName(sample.manifest())));
    assertThat(manifests).as("manifests").hasSameSizeAs(samples());
    assertThat(files().stream().map(file -> file.getFileName().toString()).toList())
        .containsAll(manifests);
  }

  private static List<Object> valuesOfSamples() {
    var values = new ArrayList<Object>(Samples.EVENTS);
    values.addAll(Samples.REMEMBERED);
    values.add(Samples.APPEND);
    values.add(Samples.OUTCOMES);
    values.add(Samples.ACCOUNT);
    values.add(Samples.ENTRY);
    values.add(Samples.MARKER);
    values.add(Samples.MARKER_WITH_CREDITS_AHEAD);
    return values;
  }

  private static String fileName(String manifest) {
    return manifest.replace('/', '@') + ".hex";
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).replaceAll("\\s", "");
  }
}
