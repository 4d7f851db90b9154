package exchequer.frontdoor;

import akka.util.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Walks what a client sends on one connection, along the frames of HTTP/2 (RFC 9113, section 4.1),
 * and bounds what Akka HTTP gathers without a bound: a frame, and the frames of one header block,
 * which may go on without end and are no matter of flow control.
 *
 * <p>It also knows the requests whose client has sent headers but no data yet.
 */
final class FrameWalk {
  /** What HTTP/2 allows to a peer that was not told otherwise. */
  static final int MAX_FRAME_BYTES = 16 * 1024;

  static final int MAX_HEADER_BLOCK_BYTES = 64 * 1024;
  static final int MAX_HEADER_BLOCK_FRAMES = 64;

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 9;
  private static final int LENGTH_BYTES = 3;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int CONTINUATION = 9;
  private static final int END_STREAM = 0x1;
  private static final int END_HEADERS = 0x4;

  private final byte[] header = new byte[HEADER_BYTES];

  /** Requests without data, the oldest first. */
  private final int[] silent;

  private final int[] silentSinceTick;
  private int prefaceBytesRead;
  private int headerBytesRead;
  private int payloadBytesLeft;
  private int blockBytes;
  private int blockFrames;
  private boolean blockEndsStream;
  private int silentCount;
  private int ticks;

  /**
   * @param maxSilent requests without data that are known; more are not looked after
   */
  FrameWalk(int maxSilent) {
    silent = new int[maxSilent];
    silentSinceTick = new int[maxSilent];
  }

  /** The connection can't go on. */
  static final class BrokenBoundException extends RuntimeException {
    BrokenBoundException(String message) {
      // Whoever wants to can make any number of these: no stack trace.
      super(message, null, false, false);
    }
  }

  /**
   * Takes the next bytes.
   *
   * @throws BrokenBoundException when the client does not speak HTTP/2 or breaks a bound
   */
  void accept(ByteString bytes) {
    int at = 0;
    while (at < bytes.length()) {
      if (payloadBytesLeft > 0) {
        int here = Math.min(payloadBytesLeft, bytes.length() - at);
        payloadBytesLeft -= here;
        at += here;
      } else {
        read(bytes.apply(at));
        at++;
      }
    }
  }

  private void read(byte value) {
    if (prefaceBytesRead < PREFACE.length) {
      if (value != PREFACE[prefaceBytesRead]) {
        throw new BrokenBoundException("does not speak HTTP/2 with prior knowledge, as gRPC does");
      }
      prefaceBytesRead++;
      return;
    }
    header[headerBytesRead] = value;
    headerBytesRead++;
    if (headerBytesRead == HEADER_BYTES) {
      headerBytesRead = 0;
      payloadBytesLeft = number(0, LENGTH_BYTES);
      check();
    }
  }

  private int number(int from, int bytes) {
    int number = 0;
    for (int i = from; i < from + bytes; i++) {
      number = number << Byte.SIZE | Byte.toUnsignedInt(header[i]);
    }
    return number;
  }

  private void check() {
    require(payloadBytesLeft <= MAX_FRAME_BYTES, "sends a frame above 16 KiB");
    int type = header[LENGTH_BYTES];
    int flags = header[LENGTH_BYTES + 1];
    int stream = number(LENGTH_BYTES + 2, Integer.BYTES) & Integer.MAX_VALUE;
    if (type == HEADERS) {
      blockBytes = 0;
      blockFrames = 0;
      blockEndsStream = (flags & END_STREAM) != 0;
    }
    if (type == HEADERS || type == CONTINUATION) {
      headerBlock(stream, (flags & END_HEADERS) != 0);
    } else if (type == DATA || type == RST_STREAM) {
      spoke(stream);
    }
  }

  private void headerBlock(int stream, boolean isWhole) {
    blockBytes += payloadBytesLeft;
    blockFrames++;
    require(blockBytes <= MAX_HEADER_BLOCK_BYTES, "sends a header block above 64 KiB");
    require(blockFrames <= MAX_HEADER_BLOCK_FRAMES, "sends a header block of more than 64 frames");
    if (isWhole) {
      blockFrames = 0;
      if (blockEndsStream) {
        spoke(stream);
      } else if (silentCount < silent.length) {
        silent[silentCount] = stream;
        silentSinceTick[silentCount] = ticks;
        silentCount++;
      }
    }
  }

  private static void require(boolean isKept, String broken) {
    if (!isKept) {
      throw new BrokenBoundException(broken);
    }
  }

  /** Nearly always it is the newest: data follow their headers. */
  private void spoke(int stream) {
    for (int i = silentCount - 1; i >= 0; i--) {
      if (silent[i] == stream) {
        silentCount--;
        System.arraycopy(silent, i + 1, silent, i, silentCount - i);
        System.arraycopy(silentSinceTick, i + 1, silentSinceTick, i, silentCount - i);
        return;
      }
    }
  }

  /** Whether there are requests without data. */
  boolean hasSilent() {
    return silentCount > 0;
  }

  /** To be told now and then: what was silent before the last time but one, is silent for long. */
  void tick() {
    ticks++;
  }

  /** The oldest request that is silent for long, no longer counted as such. */
  OptionalInt takeLongSilent() {
    if (silentCount == 0 || ticks - silentSinceTick[0] < 2) {
      return OptionalInt.empty();
    }
    int stream = silent[0];
    spoke(stream);
    return OptionalInt.of(stream);
  }

  /** Whether a frame of another stream may come next. */
  boolean isBetweenFrames() {
    return prefaceBytesRead == PREFACE.length
        && headerBytesRead == 0
        && payloadBytesLeft == 0
        && blockFrames == 0;
  }

  /** A frame that brings no data, and does not end the stream: it means nothing. */
  static ByteString emptyData(int stream) {
    byte[] frame = new byte[HEADER_BYTES];
    for (int i = 0; i < Integer.BYTES; i++) {
      frame[HEADER_BYTES - 1 - i] = (byte) (stream >>> (i * Byte.SIZE));
    }
    return ByteString.fromArray(frame);
  }
}
