package exchequer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import exchequer.book.BookMessage;
import exchequer.ledger.BookCommand;
import exchequer.process.BookAnswer;
import exchequer.process.Context;
import java.io.NotSerializableException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileWireTest {
  private static final int MUTATIONS = 200_000;

  private static WireSystem wire;
  private static List<byte[]> samples;

  /** -Dexchequer.test.seed replays a run. */
  private final long seed = Long.getLong("exchequer.test.seed", System.nanoTime());

  private final Random random = new Random(seed);

  @BeforeAll
  static void start() {
    wire = WireSystem.listening("127.0.0.1", "");
    var replyTo = wire.resolve("akka://" + WireSystem.NAME + "@127.0.0.2:25520/user/front#1");
    samples = WireSamples.messages(replyTo).stream().map(wire.serializer()::toBinary).toList();
  }

  @AfterAll
  static void stop() {
    wire.close();
  }

  @Test
  void damaged_bytes_are_a_valid_message_or_unreadable_and_nothing_else() {
    System.out.println("HostileWireTest -Dexchequer.test.seed=" + seed);
    long before = wire.failures().unreadable();
    int unreadable = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      unreadable += isReadable(damaged()) ? 0 : 1;
    }
    assertThat(wire.failures().unreadable() - before).isEqualTo(unreadable);
    // Were it all one or the other, the mutations would test nothing.
    assertThat(unreadable).isBetween(MUTATIONS / 4, MUTATIONS - MUTATIONS / 100);
  }

  private boolean isReadable(byte[] damaged) {
    try {
      Object message = wire.read(damaged);
      assertThat(message)
          .isInstanceOfAny(
              BookMessage.Request.class, BookMessage.KeepRunning.class, BookAnswer.class);
      Object again = wire.read(wire.serializer().toBinary(message));
      assertThat(withoutReference(again)).isEqualTo(withoutReference(message));
      return true;
    } catch (NotSerializableException expected) {
      assertThat(expected).hasCauseInstanceOf(Exception.class);
      return false;
    } catch (Throwable unexpected) {
      return fail(HexFormat.of().formatHex(damaged) + ", seed " + seed, unexpected);
    }
  }

  /** What a damaged path refers to is Akka's business; it may be written in another way. */
  private static Object withoutReference(Object message) {
    return message instanceof BookMessage.Request request ? request.command() : message;
  }

  private byte[] damaged() {
    byte[] bytes = any().clone();
    return switch (random.nextInt(5)) {
      case 0 -> withFlippedBits(bytes);
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 3));
      case 2 -> spliced(bytes, any());
      case 3 -> withWildBytes(bytes);
      default -> randomBytes();
    };
  }

  private byte[] any() {
    return samples.get(random.nextInt(samples.size()));
  }

  private byte[] withFlippedBits(byte[] bytes) {
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** A run of 0xff is a size of gigabytes, and a negative one. */
  private byte[] withWildBytes(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, from + 1 + random.nextInt(6));
    Arrays.fill(bytes, from, to, (byte) (random.nextBoolean() ? 0xff : random.nextInt(256)));
    return bytes;
  }

  private byte[] spliced(byte[] head, byte[] tail) {
    int headSize = random.nextInt(head.length + 1);
    int tailFrom = random.nextInt(tail.length + 1);
    byte[] bytes = Arrays.copyOf(head, headSize + tail.length - tailFrom);
    System.arraycopy(tail, tailFrom, bytes, headSize, tail.length - tailFrom);
    return bytes;
  }

  /** Behind the id of a class that is registered, or they would all end there. */
  private byte[] randomBytes() {
    byte[] bytes = new byte[1 + random.nextInt(200)];
    random.nextBytes(bytes);
    bytes[0] = (byte) random.nextInt(128);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Nothing; null; an answer of null; an answer within an answer, without end.
        "",
        "00",
        "1400",
        "14141414141414141414141414141414",
        // A class by its name, java.lang.String: Kryo's way for those without registration.
        "01006a6176612e6c616e672e537472696ee7",
        // Primitives of Kryo: a text that claims 2 GiB, a number.
        "03ffffffff07",
        "0202",
        // A reason and a path that claim 2 GiB, and less than nothing.
        "16ffffffff07",
        "16ffffffff0f",
        "12ffffffff07",
        // A reason that is not UTF-8; a message with another behind it; a bare command.
        "1602c328",
        "1515",
        "28056c616963",
        // Paths of another protocol, with a query, with a line feed.
        "120a616b63613a2f2f776972652805616c696365",
        "120b616b6b613a2f2f776972653f2805616c696365",
        "120b616b6b613a2f2f776972650a2805616c696365",
        // A reply that claims 2 GiB, and one whose refusal nobody knows; a context of unknown
        // parts.
        "1443ffffffff07",
        "14430208ff7f",
        "120008280000",
        // A varint that does not end.
        "ffffffffffffffffffffffff"
      })
  void bytes_that_lie_are_unreadable(String hex) {
    assertThatThrownBy(() -> wire.read(HexFormat.of().parseHex(hex)))
        .isInstanceOf(NotSerializableException.class);
  }

  @Test
  void lists_and_maps_that_claim_gigabytes_allocate_none() {
    byte[] reply = wire.serializer().toBinary(new BookAnswer.Decided(Edges.statement(0)));
    byte[] command =
        wire.serializer()
            .toBinary(
                new BookMessage.Request(
                    new BookCommand.MakeTransfer(WireSamples.ORDER),
                    Context.NONE,
                    wire.kit().system().ignoreRef()));
    for (byte[] whole : List.of(reply, command)) {
      // In place of its last bytes: field 4 with 2 GiB of something.
      byte[] hostile = whole.clone();
      byte[] claim = HexFormat.of().parseHex("22ffffffff07");
      System.arraycopy(claim, 0, hostile, hostile.length - claim.length, claim.length);
      assertThatThrownBy(() -> wire.read(hostile)).isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void a_manifest_of_another_release_is_unreadable() {
    for (String manifest : List.of("", "x2", "exchequer.process.BookAnswer$Busy")) {
      assertThatThrownBy(() -> wire.serializer().fromBinary(samples.get(0), manifest))
          .isInstanceOf(NotSerializableException.class)
          .hasMessageContaining("manifest must be x1");
    }
  }

  @Test
  void a_path_of_an_actor_is_bounded_on_both_sides() {
    var longest = wire.resolve("akka://wire@127.0.0.2:1/user/" + "a".repeat(1_024));
    var request =
        new BookMessage.Request(
            new BookCommand.ReadAccount(WireSamples.ALICE), Context.NONE, longest);
    assertThatThrownBy(() -> wire.serializer().toBinary(request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may have 1024 characters");
    byte[] bytes = new byte[1_100];
    Arrays.fill(bytes, (byte) 'a');
    System.arraycopy(HexFormat.of().parseHex("128108"), 0, bytes, 0, 3);
    assertThatThrownBy(() -> wire.read(bytes))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("may have 1024 characters, has 1025");
  }
}
