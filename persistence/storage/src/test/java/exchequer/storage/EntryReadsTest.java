package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.ledger.AccountId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EntryReadsTest {
  @Test
  void nothing_is_read_once_the_time_is_over() {
    // Given a table that must not be asked
    EntryReads reads = new EntryReads(null, 0, new AccountId("old"), Duration.ofNanos(-1));

    // When / Then
    assertThat(reads.read(0, 1, 1, false, 1).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(SlowStatementException.class)
        .withMessageContaining("the statement");
  }
}
