package exchequer.client;

import io.grpc.Status;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises answers that come from something that is no ledger, and has passed nothing on. */
final class NotLedger {
  /** How grpc-java begins the description of an answer that is HTTP, but not gRPC. */
  private static final Pattern HTTP_ANSWER = Pattern.compile("HTTP status code ([0-9]{3})\\b");

  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;
  private static final int GIVEN_UP = 499;
  private static final int FIRST_OF_SERVERS = 500;

  private NotLedger() {}

  static boolean hasAnswered(Status status) {
    Matcher answer = HTTP_ANSWER.matcher(Objects.requireNonNullElse(status.getDescription(), ""));
    return answer.lookingAt() && !mayComeFromBetween(Integer.parseInt(answer.group(1)));
  }

  /** A proxy gives these after it has passed a request on, too. */
  private static boolean mayComeFromBetween(int status) {
    return status >= FIRST_OF_SERVERS
        || status == TIMED_OUT
        || status == TOO_MANY
        || status == GIVEN_UP;
  }
}
