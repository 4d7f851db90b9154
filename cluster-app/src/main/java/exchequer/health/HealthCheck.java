package exchequer.health;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Something that a node must have in order to serve.
 *
 * @param name as it stands before the reason
 * @param problem asked at each probe: empty when all is well, else what is wrong; may fail
 */
public record HealthCheck(String name, Supplier<CompletionStage<Optional<String>>> problem) {
  /** What failed, in a line. */
  public static String reason(Throwable failed) {
    return Reasons.of(failed);
  }
}
