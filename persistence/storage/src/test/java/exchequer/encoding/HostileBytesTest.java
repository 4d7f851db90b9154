package exchequer.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import exchequer.encoding.proto.StoredProto;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {
  private static final int MUTATIONS = 120_000;
  private static final List<Stored> SAMPLES = Samples.stored();

  /** -Dexchequer.test.seed replays a run. */
  private final long seed = Long.getLong("exchequer.test.seed", System.nanoTime());

  private final Random random = new Random(seed);

  @Test
  void damaged_bytes_are_a_valid_value_or_unreadable_and_nothing_else() {
    System.out.println("HostileBytesTest -Dexchequer.test.seed=" + seed);
    int unreadable = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Stored damaged = damaged();
      for (AnyForm form : AnyForm.values()) {
        unreadable += isReadable(form, damaged) ? 0 : 1;
      }
    }
    // Were it all one or the other, the mutations would test nothing.
    int reads = AnyForm.values().length * MUTATIONS;
    assertThat(unreadable).isBetween(reads - MUTATIONS, reads - MUTATIONS / 100);
  }

  private boolean isReadable(AnyForm form, Stored damaged) {
    try {
      Object value = form.read(damaged);
      assertThat(form.read(AnyForm.write(value))).isEqualTo(value);
      return true;
    } catch (UnreadableBytesException expected) {
      assertThat(expected.getMessage()).contains(damaged.bytes().length + " bytes");
      return false;
    } catch (Throwable unexpected) {
      String hex = HexFormat.of().formatHex(damaged.bytes());
      return fail(form + " " + damaged + " " + hex + ", seed " + seed, unexpected);
    }
  }

  private Stored damaged() {
    Stored sample = any();
    byte[] bytes = sample.bytes().clone();
    return switch (random.nextInt(6)) {
      case 0 -> new Stored(sample.manifest(), withFlippedBits(bytes));
      case 1 -> new Stored(sample.manifest(), Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      case 2 -> new Stored(sample.manifest(), spliced(bytes, any().bytes()));
      case 3 -> new Stored(sample.manifest(), randomBytes());
      case 4 -> new Stored(any().manifest(), bytes);
      default -> new Stored(withFlippedChar(sample.manifest()), bytes);
    };
  }

  private Stored any() {
    return SAMPLES.get(random.nextInt(SAMPLES.size()));
  }

  private byte[] withFlippedBits(byte[] bytes) {
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** The head of one, then the tail of the other: also grown, and with parts said twice. */
  private byte[] spliced(byte[] head, byte[] tail) {
    int headSize = random.nextInt(head.length + 1);
    int tailFrom = random.nextInt(tail.length + 1);
    byte[] bytes = Arrays.copyOf(head, headSize + tail.length - tailFrom);
    System.arraycopy(tail, tailFrom, bytes, headSize, tail.length - tailFrom);
    return bytes;
  }

  private byte[] randomBytes() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String withFlippedChar(String manifest) {
    char[] chars = manifest.toCharArray();
    chars[random.nextInt(chars.length)] ^= (char) (1 << random.nextInt(16));
    return new String(chars);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A string, a key and metadata that claim 2 GiB.
        "0affffffff07", "12ffffffff07", "2affffffff07",
        // A length that is negative, a varint that does not end, field number 0.
        "0affffffffffffffffff01", "08ffffffffffffffffffffff", "00",
        // A string that is not UTF-8.
        "0a02c328"
      })
  void lengths_and_numbers_that_lie_are_unreadable(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (Stored sample : SAMPLES) {
      Stored hostile = new Stored(sample.manifest(), bytes);
      assertThatThrownBy(() -> AnyForm.of(sample.manifest()).read(hostile))
          .isInstanceOf(UnreadableBytesException.class);
    }
  }

  @Test
  void groups_nested_without_end_do_not_overflow_the_stack() {
    byte[] bytes = new byte[1_000_000];
    Arrays.fill(bytes, (byte) 0x7b); // field 15, start of group
    for (Stored sample : SAMPLES) {
      assertThatThrownBy(
              () -> AnyForm.of(sample.manifest()).read(new Stored(sample.manifest(), bytes)))
          .isInstanceOf(UnreadableBytesException.class);
    }
  }

  @Test
  void an_append_says_which_of_its_events_is_unreadable() throws InvalidProtocolBufferException {
    Stored whole = AnyForm.write(Samples.APPEND);
    var nested = StoredProto.Append.parseFrom(whole.bytes()).toBuilder();
    nested
        .getEventsBuilder(1)
        .setManifest(whole.manifest())
        .setBytes(nested.build().toByteString());

    assertUnreadable(nested, "event 2: cannot read 'append/1'", "no event has this manifest");
  }

  @Test
  void an_append_has_as_many_events_as_it_says_and_at_least_one()
      throws InvalidProtocolBufferException {
    var append = StoredProto.Append.parseFrom(AnyForm.write(Samples.APPEND).bytes()).toBuilder();

    assertUnreadable(append.clone().removeEvents(2), "event_count is 3, there are 2 events");
    assertUnreadable(append.clone().addEvents(append.getEvents(0)), "there are 4 events");
    assertUnreadable(append.clone().clearEventCount(), "event_count is missing");
    assertUnreadable(append.clone().clearEvents().setEventCount(0), "there are 0 events");
  }

  private static void assertUnreadable(StoredProto.Append.Builder append, String... reasons) {
    byte[] bytes = append.build().toByteArray();
    assertThatThrownBy(() -> StoredForm.events(new Stored("append/1", bytes)))
        .isInstanceOf(UnreadableBytesException.class)
        .hasMessageContaining("'append/1' of " + bytes.length + " bytes")
        .hasMessageContainingAll(reasons);
  }

  @Test
  void a_marker_is_at_the_end_of_an_append() throws InvalidProtocolBufferException {
    var marker = StoredProto.Marker.parseFrom(StoredForm.of(Samples.MARKER).bytes()).toBuilder();
    for (long appendNr : new long[] {-1, 0, 43}) {
      byte[] bytes = marker.setAppendNr(appendNr).build().toByteArray();
      assertThatThrownBy(() -> StoredForm.marker(new Stored("marker/1", bytes)))
          .isInstanceOf(UnreadableBytesException.class)
          .hasMessageContaining("append_nr");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, 1_000_000})
  void an_amount_of_another_size_is_unreadable(int size) {
    assertUnreadable(ByteString.copyFrom(new byte[size]), "posted must have 1 to 16 bytes");
  }

  @Test
  void an_amount_has_one_spelling() {
    assertUnreadable(ByteString.copyFrom(new byte[] {0, 1}), "posted has more bytes than it needs");
    byte[] most = new byte[16];
    Arrays.fill(most, (byte) 0xff);
    most[0] = 0x7f;
    assertUnreadable(ByteString.copyFrom(most), "at most 38 digits");
  }

  private static void assertUnreadable(ByteString posted, String reason) {
    Stored whole = StoredForm.of(Samples.EVENTS.get(5));
    try {
      byte[] bytes =
          StoredProto.TransferPosted.parseFrom(whole.bytes()).toBuilder()
              .setPosted(posted)
              .build()
              .toByteArray();
      assertThatThrownBy(() -> StoredForm.event(new Stored(whole.manifest(), bytes)))
          .isInstanceOf(UnreadableBytesException.class)
          .hasMessageContaining("'transfer-posted/1' of " + bytes.length + " bytes")
          .hasMessageContaining(reason);
    } catch (InvalidProtocolBufferException bug) {
      throw new AssertionError(bug);
    }
  }
}
