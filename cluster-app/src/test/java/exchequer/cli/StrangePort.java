package exchequer.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port on which something answers that is no ledger. */
final class StrangePort implements AutoCloseable {
  /** RFC 9113, 3.4. */
  private static final int PREFACE_BYTES = 24;

  private static final int TYPE_OF_HEADERS = 1;
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  /** What it does with a connection; the connection is closed when it returns. */
  private interface Answer {
    void give(DataInputStream in, OutputStream out) throws IOException;
  }

  private final ServerSocket socket;

  private StrangePort(Answer answer) throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(answer), "strange-port");
    thread.setDaemon(true);
    thread.start();
  }

  static StrangePort http1() throws IOException {
    return new StrangePort(
        (in, out) -> {
          in.readNBytes(PREFACE_BYTES);
          out.write(
              "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                  .getBytes(US_ASCII));
        });
  }

  /** Refuses what is no handshake with an alert, as RFC 8446 says. */
  static StrangePort tls() throws IOException {
    return new StrangePort(
        (in, out) -> {
          in.readNBytes(PREFACE_BYTES);
          out.write(new byte[] {0x15, 0x03, 0x03, 0, 2, 2, 70});
        });
  }

  /** Answers each request with this status and no content. */
  static StrangePort http2(int status) throws IOException {
    return new StrangePort(
        (in, out) -> {
          in.readNBytes(PREFACE_BYTES);
          out.write(SETTINGS);
          while (true) {
            out.write(headers(streamOfRequest(in), status));
          }
        });
  }

  private static int streamOfRequest(DataInputStream in) throws IOException {
    while (true) {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      in.readUnsignedByte();
      int stream = in.readInt();
      in.skipNBytes(length);
      if (type == TYPE_OF_HEADERS) return stream;
    }
  }

  /** A frame with nothing but {@code :status}, the last of its stream (RFC 7541, appendix A). */
  private static byte[] headers(int stream, int status) {
    byte[] digits = Integer.toString(status).getBytes(US_ASCII);
    return new byte[] {
      0, 0, 5, 1, 5, 0, 0, 0, (byte) stream, 0x48, 3, digits[0], digits[1], digits[2]
    };
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve(Answer answer) {
    while (true) {
      try (Socket connection = socket.accept()) {
        answer.give(new DataInputStream(connection.getInputStream()), connection.getOutputStream());
      } catch (IOException closed) {
        if (socket.isClosed()) return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
