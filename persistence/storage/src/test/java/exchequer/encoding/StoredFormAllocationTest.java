package exchequer.encoding;

import static exchequer.micro.Allocations.atMost;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredFormAllocationTest {

  @ParameterizedTest
  @CsvSource({
    "LOCAL_TRANSFER_POSTED, 1_320, 1_890",
    "TRANSFER_BEGUN, 1_250, 1_700",
    "CREDIT_ACCEPTED, 870, 1_580",
    "TRANSFER_POSTED, 600, 1_050",
    "APPEND_OF_16, 20_290, 31_490",
    "ACCOUNT, 1_150, 1_830",
    "TRANSFER_DECIDED, 1_190, 1_520"
  })
  void bytes_cost_no_more_than_this(StoredFormBenchmark.Kind kind, long writeBytes, long readBytes)
      throws Exception {
    StoredFormBenchmark benchmark = StoredFormBenchmark.of(kind);
    atMost(writeBytes, "write " + kind, benchmark::write);
    atMost(readBytes, "read " + kind, benchmark::read);
  }
}
