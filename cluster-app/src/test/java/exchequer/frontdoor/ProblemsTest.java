package exchequer.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.google.rpc.Code;
import exchequer.v1.Reason;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  @Test
  void a_storage_that_does_not_answer_is_no_fault_of_the_server() {
    for (RuntimeException failed :
        List.of(
            new DriverTimeoutException("Query timed out after PT2S"),
            new NoNodeAvailableException(),
            AllNodesFailedException.fromErrors(List.of()))) {
      // When
      var status = Problems.status(Problems.of(new CompletionException(failed)));

      // Then
      assertThat(status.getCode()).isEqualTo(Code.UNAVAILABLE_VALUE);
      assertThat(status.getMessage()).doesNotContain("Exception", "PT2S");
      assertThat(Problems.of(failed).reason()).isEqualTo(Reason.OUTCOME_UNKNOWN);
    }
  }

  @Test
  void a_fault_of_the_server_is_one() {
    assertThat(Problems.of(new IllegalStateException("a fault")).reason())
        .isEqualTo(Reason.SERVER_FAULT);
  }
}
