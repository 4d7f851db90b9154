package exchequer.storage;

import static exchequer.micro.Allocations.atMost;

import exchequer.storage.StoredFormBenchmark.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class StoredFormAllocationTest {

  @TestFactory
  Stream<DynamicTest> bytes_cost_no_more_than_this() {
    return Stream.of(
            bounds(Kind.LOCAL_TRANSFER_POSTED, 1_320, 1_890),
            bounds(Kind.TRANSFER_BEGUN, 1_250, 1_700),
            bounds(Kind.CREDIT_ACCEPTED, 870, 1_580),
            bounds(Kind.TRANSFER_POSTED, 600, 1_050),
            bounds(Kind.APPEND_OF_16, 20_290, 31_490),
            bounds(Kind.ACCOUNT, 1_150, 1_560),
            bounds(Kind.TRANSFER_DECIDED, 1_190, 1_520))
        .flatMap(List::stream);
  }

  private static List<DynamicTest> bounds(Kind kind, long writeBytes, long readBytes) {
    StoredFormBenchmark benchmark = StoredFormBenchmark.of(kind);
    return List.of(
        atMost(writeBytes, "write " + kind, benchmark::write),
        atMost(readBytes, "read " + kind, benchmark::read));
  }
}
