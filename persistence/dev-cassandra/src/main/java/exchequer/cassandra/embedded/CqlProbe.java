package exchequer.cassandra.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks whether a server answers CQL: the OPTIONS request of the native protocol, version 4, which
 * any client may send first (section 4.1.3 of its specification). A driver session would take
 * seconds.
 */
final class CqlProbe {
  private static final int TIMEOUT_MILLIS = 1_000;

  /** Version 4, no flags, stream 0, opcode OPTIONS, no body. */
  private static final byte[] OPTIONS = {0x04, 0, 0, 0, 0x05, 0, 0, 0, 0};

  private static final int VERSION_OF_RESPONSE = 0x84;
  private static final int OPCODE_SUPPORTED = 0x06;

  private CqlProbe() {}

  static boolean isAnswered(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(OPTIONS);
      DataInputStream response = new DataInputStream(socket.getInputStream());
      int version = response.readUnsignedByte();
      response.readUnsignedByte();
      response.readUnsignedShort();
      int opcode = response.readUnsignedByte();
      return version == VERSION_OF_RESPONSE && opcode == OPCODE_SUPPORTED;
    } catch (IOException e) {
      return false;
    }
  }
}
