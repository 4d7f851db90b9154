package exchequer.frontdoor;

import akka.util.ByteString;
import exchequer.frontdoor.RequestRefusedException.Problem;
import exchequer.v1.Reason;
import io.grpc.Metadata;
import io.grpc.Status;

/**
 * Bounds what a request message may take of the memory, before any of it is gathered: Akka gRPC
 * itself gathers, and inflates, whatever a client announces. Walks the frames of gRPC's wire
 * format, each of a flag, four bytes of length and the message.
 */
final class MessageBounds {
  static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

  private static final int HEADER_BYTES = 5;
  private static final int COMPRESSED = 1;

  private int headerBytesRead;
  private int flag;
  private long length;
  private long messageBytesLeft;
  private int goodBytes;

  /** Whether the body, which holds no more than a frame of HTTP/2, starts as it may. */
  static boolean areKept(ByteString body) {
    return body.isEmpty() || (body.apply(0) & COMPRESSED) == 0;
  }

  /**
   * Takes the next bytes of a body.
   *
   * @throws RequestRefusedException when a message is too large
   * @throws io.grpc.StatusRuntimeException when one is compressed
   */
  void accept(ByteString bytes) {
    int at = 0;
    goodBytes = 0;
    while (at < bytes.length()) {
      if (messageBytesLeft > 0) {
        int here = (int) Math.min(messageBytesLeft, bytes.length() - at);
        messageBytesLeft -= here;
        at += here;
      } else {
        if (headerBytesRead == 0) {
          goodBytes = at;
        }
        readHeader(bytes.apply(at));
        at++;
      }
    }
  }

  /** Of the bytes taken last and refused: how many came before the message that was refused. */
  int goodBytes() {
    return goodBytes;
  }

  private void readHeader(byte value) {
    if (headerBytesRead == 0) {
      flag = value;
      length = 0;
    } else {
      length = length << Byte.SIZE | Byte.toUnsignedLong(value);
    }
    headerBytesRead++;
    if (headerBytesRead == HEADER_BYTES) {
      headerBytesRead = 0;
      check();
      messageBytesLeft = length;
    }
  }

  private void check() {
    if ((flag & COMPRESSED) != 0) {
      throw Status.UNIMPLEMENTED
          .withDescription("compressed messages are not taken: send them uncompressed")
          .asRuntimeException(new Metadata());
    }
    if (length > MAX_MESSAGE_BYTES) {
      throw new RequestRefusedException(
          new Problem(
              Reason.INVALID_FIELD,
              "the request message has "
                  + length
                  + " bytes, may have at most "
                  + MAX_MESSAGE_BYTES));
    }
  }
}
