package exchequer.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  private static final String HOST = "127.0.0.1";
  private static final int MANY = 2_000;

  @Test
  void no_port_is_given_twice() {
    List<Integer> ports = ports();

    assertThat(ports).doesNotHaveDuplicates();
  }

  @Test
  void none_is_one_that_the_system_gives_to_connections() {
    List<Integer> ports = ports();

    assertThat(ports).allMatch(port -> port >= FreePorts.LOWEST && port <= FreePorts.HIGHEST);
  }

  @Test
  void a_port_in_use_is_passed_over() throws IOException {
    int port = FreePorts.on(HOST);
    try (ServerSocket next = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
      int given = FreePorts.on(HOST);

      assertThat(given).isNotIn(port, next.getLocalPort());
    }
  }

  private static List<Integer> ports() {
    return IntStream.range(0, MANY).mapToObj(unused -> FreePorts.on(HOST)).toList();
  }
}
