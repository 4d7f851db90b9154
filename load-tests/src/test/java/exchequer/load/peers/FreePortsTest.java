package exchequer.load.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {
  @Test
  void a_port_that_somebody_listens_on_is_not_free() throws IOException {
    FreePorts before = FreePorts.find();

    try (ServerSocket taken =
        new ServerSocket(before.grpc(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
      assertThat(all(FreePorts.find())).doesNotHaveDuplicates().doesNotContain(before.grpc());
    }
  }

  private static int[] all(FreePorts ports) {
    return IntStream.of(
            ports.grpc(), ports.management(), ports.node(), ports.cassandra(), ports.postgres())
        .toArray();
  }
}
