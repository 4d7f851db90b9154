package exchequer.frontdoor;

import com.google.rpc.BadRequest.FieldViolation;
import exchequer.frontdoor.RequestRefusedException.Problem;
import exchequer.v1.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what is wrong with a request's fields, so that the client is told all of it at once. */
final class Violations {
  private final List<FieldViolation> found = new ArrayList<>();

  /**
   * Reads a field.
   *
   * @param field its path in the request, such as {@code transfer.amount}
   * @param reader throws {@link IllegalArgumentException} saying what is allowed
   */
  <T> Optional<T> read(String field, String value, Function<String, T> reader) {
    try {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("is required");
      }
      return Optional.of(reader.apply(value));
    } catch (IllegalArgumentException wrong) {
      add(field, wrong.getMessage());
      return Optional.empty();
    }
  }

  void require(boolean isAllowed, String field, String allowed) {
    if (!isAllowed) {
      add(field, allowed);
    }
  }

  void add(String field, String allowed) {
    FieldViolation violation =
        FieldViolation.newBuilder().setField(field).setDescription(allowed).build();
    // Once, however often it occurs: a list of a million items must not make a million.
    if (!found.contains(violation)) {
      found.add(violation);
    }
  }

  /** Throws when anything is wrong. */
  void throwIfAny() {
    if (!found.isEmpty()) {
      String message =
          found.stream()
              .map(violation -> violation.getField() + " " + violation.getDescription())
              .collect(Collectors.joining("; "));
      throw new RequestRefusedException(
          new Problem(Reason.INVALID_FIELD, message, List.copyOf(found), false));
    }
  }
}
