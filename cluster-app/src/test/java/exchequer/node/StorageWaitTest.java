package exchequer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StorageWaitTest {
  @Test
  void waits_for_a_storage_that_does_not_answer_in_time() {
    // Given
    Queue<DriverException> failures =
        new ArrayDeque<>(
            List.of(new DriverTimeoutException("timed out"), new NoNodeAvailableException()));

    // When
    String result =
        new StorageWait(Duration.ofMinutes(1))
            .until(
                () -> {
                  if (!failures.isEmpty()) {
                    throw failures.remove();
                  }
                  return "there";
                });

    // Then
    assertThat(result).isEqualTo("there");
    assertThat(failures).isEmpty();
  }

  @Test
  void says_why_when_the_time_is_up() {
    assertThatThrownBy(
            () ->
                new StorageWait(Duration.ZERO)
                    .until(
                        () -> {
                          throw new DriverTimeoutException("Query timed out after PT5S");
                        }))
        .isInstanceOf(StartException.class)
        .hasMessage("Cassandra does not answer: Query timed out after PT5S");
  }

  @Test
  void does_not_wait_for_what_is_a_fault_of_the_program() {
    assertThatThrownBy(
            () ->
                new StorageWait(Duration.ofMinutes(1))
                    .until(
                        () -> {
                          throw new IllegalStateException("a fault");
                        }))
        .isInstanceOf(IllegalStateException.class);
  }
}
