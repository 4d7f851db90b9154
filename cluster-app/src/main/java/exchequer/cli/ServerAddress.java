package exchequer.cli;

import picocli.CommandLine.TypeConversionException;

/**
 * Where a server listens.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65,535
 */
record ServerAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  static ServerAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
    else if (host.contains(":")) host = ""; // An IPv6 address without brackets: where is its port?
    int port = port(text.substring(colon + 1));
    if (host.isBlank() || port < 1 || port > MAX_PORT) {
      throw new TypeConversionException(
          "'" + text + "' must be host:port or [IPv6]:port, with a port from 1 to " + MAX_PORT);
    }
    return new ServerAddress(host, port);
  }

  private static int port(String text) {
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
