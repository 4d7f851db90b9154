package exchequer.wire;

import static exchequer.micro.Allocations.atMost;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireAllocationTest {
  private static WireSystem wire;

  @BeforeAll
  static void start() {
    wire = WireSystem.local();
  }

  @AfterAll
  static void stop() {
    wire.close();
  }

  @ParameterizedTest
  @CsvSource({
    "MAKE_TRANSFER, 1_520, 2_530",
    "ACCEPT_CREDIT, 690, 1_370",
    "SETTLE_TRANSFER, 530, 830",
    "TRANSFER_OUTCOME, 1_300, 2_070"
  })
  void messages_cost_no_more_than_this(WireBenchmark.Kind kind, long writeBytes, long readBytes)
      throws Exception {
    WireBenchmark benchmark = WireBenchmark.of(kind, wire);
    atMost(writeBytes, "write " + kind, benchmark::write);
    atMost(readBytes, "read " + kind, benchmark::read);
  }
}
