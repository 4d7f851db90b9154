package exchequer.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.util.ByteString;
import exchequer.frontdoor.FrameWalk.BrokenBoundException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameWalkTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 0x1;
  private static final int END_HEADERS = 0x4;

  private final FrameWalk walk = new FrameWalk(2);

  @Test
  void takes_what_http_2_allows_however_it_is_cut() {
    // Given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    ByteString all =
        preface()
            .concat(frame(SETTINGS, 0, 0, 0))
            .concat(frame(HEADERS, 0, 1, 16_384))
            .concat(frame(CONTINUATION, 0, 1, 16_384))
            .concat(frame(CONTINUATION, 0, 1, 16_384))
            .concat(frame(CONTINUATION, END_HEADERS, 1, 16_384))
            .concat(frame(DATA, 0, 1, 16_384))
            .concat(frame(HEADERS, END_HEADERS, 3, 20))
            .concat(frame(DATA, END_STREAM, 1, 0));

    // When
    int at = 0;
    while (at < all.length()) {
      int end = Math.min(all.length(), at + 1 + random.nextInt(random.nextBoolean() ? 4 : 9_000));
      walk.accept(all.slice(at, end));
      at = end;
    }

    // Then
    assertThat(walk.isBetweenFrames()).isTrue();
    assertThat(longSilent()).containsExactly(3);
  }

  @Test
  void refuses_what_is_not_http_2() {
    assertThatThrownBy(() -> walk.accept(ByteString.fromString("GET / HTTP/1.1\r\n")))
        .isInstanceOf(BrokenBoundException.class);
  }

  @Test
  void refuses_a_frame_above_16_KiB() {
    walk.accept(preface());
    assertThatThrownBy(() -> walk.accept(frame(DATA, 0, 1, 16_385)))
        .isInstanceOf(BrokenBoundException.class)
        .hasMessageContaining("16 KiB");
  }

  @Test
  void refuses_a_header_block_above_64_KiB() {
    // Given
    walk.accept(preface().concat(frame(HEADERS, 0, 1, 16_384)));
    for (int i = 0; i < 3; i++) {
      walk.accept(frame(CONTINUATION, 0, 1, 16_384));
    }

    // When / Then
    assertThatThrownBy(() -> walk.accept(frame(CONTINUATION, END_HEADERS, 1, 1)))
        .isInstanceOf(BrokenBoundException.class)
        .hasMessageContaining("64 KiB");
  }

  @Test
  void refuses_a_header_block_of_empty_frames_without_end() {
    walk.accept(preface().concat(frame(HEADERS, 0, 1, 0)));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 64; i++) {
                walk.accept(frame(CONTINUATION, 0, 1, 0));
              }
            })
        .isInstanceOf(BrokenBoundException.class);
  }

  @Test
  void counts_each_header_block_anew() {
    walk.accept(preface());
    for (int stream = 1; stream < 2_000; stream += 2) {
      walk.accept(frame(HEADERS, END_HEADERS, stream, 8_000));
    }
    assertThat(walk.isBetweenFrames()).isTrue();
  }

  @Test
  void knows_which_requests_are_silent_for_long() {
    // Given
    walk.accept(preface().concat(frame(HEADERS, END_HEADERS, 1, 10)));
    walk.accept(frame(HEADERS, END_HEADERS | END_STREAM, 3, 10));
    walk.accept(frame(HEADERS, END_HEADERS, 5, 10));
    walk.tick();
    assertThat(walk.takeLongSilent()).isEmpty();

    // When
    walk.accept(frame(RST_STREAM, 0, 1, 4));
    walk.tick();

    // Then
    assertThat(walk.takeLongSilent()).hasValue(5);
    assertThat(walk.takeLongSilent()).isEmpty();
    assertThat(walk.hasSilent()).isFalse();
  }

  private int[] longSilent() {
    walk.tick();
    walk.tick();
    return java.util.stream.IntStream.generate(() -> walk.takeLongSilent().orElse(-1))
        .takeWhile(stream -> stream >= 0)
        .toArray();
  }

  private static ByteString preface() {
    return ByteString.fromArray(
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static ByteString frame(int type, int flags, int stream, int length) {
    ByteBuffer frame =
        ByteBuffer.allocate(9 + length)
            .put((byte) (length >> 16))
            .putShort((short) length)
            .put((byte) type)
            .put((byte) flags)
            .putInt(stream);
    return ByteString.fromArray(frame.array());
  }
}
