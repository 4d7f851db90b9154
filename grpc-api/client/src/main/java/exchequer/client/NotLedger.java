package exchequer.client;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises answers that come from something that is no ledger. */
final class NotLedger {
  /** How grpc-java begins the description of an answer that is HTTP, but not gRPC. */
  private static final Pattern HTTP_ANSWER = Pattern.compile("HTTP status code ([0-9]{3})\\b");

  /** And how it goes on: with all of what came. */
  private static final Pattern HEADERS = Pattern.compile("\n(headers|trailers): ");

  private static final int TIMED_OUT = 408;
  private static final int TOO_MANY = 429;
  private static final int GIVEN_UP = 499;
  private static final int FIRST_OF_SERVERS = 500;

  private NotLedger() {}

  /** The status of an answer by someone who has passed nothing on; empty for all others. */
  static OptionalInt httpStatus(String description) {
    Matcher answer = HTTP_ANSWER.matcher(description);
    if (!answer.lookingAt()) return OptionalInt.empty();
    int status = Integer.parseInt(answer.group(1));
    return mayComeFromBetween(status) ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** A proxy gives these after it has passed a request on, too. */
  private static boolean mayComeFromBetween(int status) {
    return status >= FIRST_OF_SERVERS
        || status == TIMED_OUT
        || status == TOO_MANY
        || status == GIVEN_UP;
  }

  /** What is said for people, without the headers and the body of an answer that is not gRPC. */
  static String withoutHeaders(String description) {
    Matcher headers = HEADERS.matcher(description);
    return headers.find()
        ? description.substring(0, headers.start()).replace("\n", "; ")
        : description;
  }
}
