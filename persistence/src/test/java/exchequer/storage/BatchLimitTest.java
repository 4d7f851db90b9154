package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchLimitTest {
  @Test
  void readsSizesAsCassandraWritesThem() {
    assertThat(BatchLimit.kibibytes("50KiB")).hasValue(50);
    assertThat(BatchLimit.kibibytes("1MiB")).hasValue(1024);
    assertThat(BatchLimit.kibibytes("2047B")).hasValue(1);
    assertThat(BatchLimit.kibibytes("999999999999999MiB")).hasValue(Integer.MAX_VALUE);
    assertThat(BatchLimit.kibibytes("fifty")).isEmpty();
  }
}
