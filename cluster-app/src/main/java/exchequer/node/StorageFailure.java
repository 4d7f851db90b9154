package exchequer.node;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what Cassandra's driver throws while a start needs it into what an operator can act on. */
public final class StorageFailure {
  private StorageFailure() {}

  /** What is wrong, in a line. */
  public static String text(DriverException failed) {
    if (failed instanceof DriverTimeoutException || failed instanceof NoNodeAvailableException) {
      return "Cassandra does not answer: " + failed.getMessage();
    }
    return "Cassandra could not do what the start needs: "
        + answer(failed).map(Throwable::getMessage).orElse(failed.getMessage());
  }

  /** What a node of Cassandra answered, the first of them when each was asked. */
  static Optional<QueryExecutionException> answer(DriverException failed) {
    Stream<? extends Throwable> all =
        failed instanceof AllNodesFailedException each
            ? each.getAllErrors().values().stream().flatMap(errors -> errors.stream())
            : Stream.of(failed);
    return all.filter(QueryExecutionException.class::isInstance)
        .map(QueryExecutionException.class::cast)
        .findFirst();
  }
}
