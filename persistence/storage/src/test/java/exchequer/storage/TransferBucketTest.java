package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where outcomes are stored, which is looked up for ever. */
class TransferBucketTest {

  /** Whatever the ledger thinks of an id's variant: it once took a time from any. */
  @ParameterizedTest
  @CsvSource({
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f, 2742596",
    "017f22e2-79b0-7cc3-08c4-dc0c0c07398f, 2742596",
    "017f22e2-79b0-7cc3-f8c4-dc0c0c07398f, 2742596",
    "ffffffff-ffff-7fff-0fff-ffffffffffff, 469124961",
    "00000000-0000-4000-8000-000000000000, -1",
    "ffffffff-ffff-4fff-bfff-ffffffffffff, -1",
    "00000000-0000-4000-8000-0000000003ff, -1024"
  })
  void an_id_has_its_bucket_for_ever(UUID id, int bucket) {
    assertThat(TransferBucket.of(id)).isEqualTo(bucket);
    assertThat(TransferBucket.of(TransferSlice.of(id))).isEqualTo(bucket);
  }
}
