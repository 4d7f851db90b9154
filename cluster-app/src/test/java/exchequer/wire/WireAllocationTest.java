package exchequer.wire;

import static exchequer.micro.Allocations.atMost;

import exchequer.wire.WireBenchmark.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

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

  @TestFactory
  Stream<DynamicTest> messages_cost_no_more_than_this() {
    return Stream.of(
            bounds(Kind.MAKE_TRANSFER, 800, 1_730),
            bounds(Kind.ACCEPT_CREDIT, 340, 710),
            bounds(Kind.SETTLE_TRANSFER, 180, 320),
            bounds(Kind.TRANSFER_OUTCOME, 340, 730))
        .flatMap(List::stream);
  }

  private static List<DynamicTest> bounds(Kind kind, long writeBytes, long readBytes) {
    WireBenchmark benchmark = WireBenchmark.of(kind, wire);
    return List.of(
        atMost(writeBytes, "write " + kind, benchmark::write),
        atMost(readBytes, "read " + kind, benchmark::read));
  }
}
