package exchequer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import exchequer.book.BookMessage;
import exchequer.ledger.BookCommand;
import exchequer.ledger.Reply;
import exchequer.process.BookAnswer;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a release sends, the next one reads. A file for each kind of message: the bytes of its
 * sample in hexadecimal.
 */
class GoldenWireTest {
  private static final Path GOLDEN = RegistrationsTest.GOLDEN;
  private static final String THIS_RELEASE = "0.1";
  private static final String ADVICE =
      """
      %s of release %s is not read as it was meant. Its id means the old shape for ever: leave the \
      old form under the old id, and add the new shape under a new id, as Registrations says. Don't \
      change %s.""";

  private static WireSystem wire;
  private static Map<String, Object> samples;

  @BeforeAll
  static void start() {
    wire = WireSystem.local();
    samples =
        WireSamples.messages(wire.resolve("akka://" + WireSystem.NAME + "/user/front#1")).stream()
            .collect(Collectors.toMap(WireSamples::kind, Function.identity()));
  }

  @AfterAll
  static void stop() {
    wire.close();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(GOLDEN)) {
      return all.filter(file -> file.toString().endsWith(".hex")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void golden_bytes_are_read_as_their_sample(Path file) throws IOException {
    String kind = file.getFileName().toString().replace(".hex", "");
    String advice = ADVICE.formatted(kind, file.getParent().getFileName(), file);
    byte[] bytes = HexFormat.of().parseHex(Files.readString(file).replaceAll("\\s", ""));
    try {
      assertThat(wire.read(bytes)).as(advice).isEqualTo(samples.get(kind));
    } catch (NotSerializableException unreadable) {
      fail(advice, unreadable);
    }
  }

  @Test
  void this_release_sends_the_golden_bytes() throws IOException {
    for (Map.Entry<String, Object> sample : samples.entrySet()) {
      Path file = GOLDEN.resolve(THIS_RELEASE).resolve(sample.getKey() + ".hex");
      String hex = HexFormat.of().formatHex(wire.serializer().toBinary(sample.getValue()));
      assertThat(file).as("%s is sent as %s", sample.getKey(), hex).exists();
      assertThat(hex)
          .as("%s. %s", sample.getKey(), ADVICE.formatted(sample.getKey(), THIS_RELEASE, file))
          .isEqualTo(Files.readString(file).replaceAll("\\s", ""));
    }
  }

  @Test
  void every_kind_has_a_sample() {
    var kinds = new ArrayList<Class<?>>();
    for (Class<?> sealed : List.of(BookCommand.class, Reply.class, BookAnswer.class)) {
      kinds.addAll(List.of(sealed.getPermittedSubclasses()));
    }
    kinds.add(BookMessage.KeepRunning.class);
    assertThat(samples.values().stream().flatMap(GoldenWireTest::classes)).containsAll(kinds);
  }

  private static Stream<Class<?>> classes(Object message) {
    if (message instanceof BookMessage.Request request) {
      return Stream.of(request.getClass(), request.command().getClass());
    }
    return message instanceof BookAnswer.Decided answer
        ? Stream.of(answer.getClass(), answer.reply().getClass())
        : Stream.of(message.getClass());
  }
}
