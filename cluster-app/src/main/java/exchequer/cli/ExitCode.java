package exchequer.cli;

import exchequer.node.NodeEnd;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the program ends, for scripts: they need no more than this to decide what to do next. */
enum ExitCode {
  DONE(0, "done"),
  INTERNAL_FAULT(1, "a fault in the server or in this program"),
  USAGE(2, "the command line is wrong"),
  INVALID_REQUEST(3, "the request is invalid"),
  NOT_FOUND(4, "an account or a transfer does not exist"),
  REFUSED(5, "refused by the ledger's rules"),
  OUTCOME_UNKNOWN(6, "outcome unknown, server busy or unreachable: retry with the same id"),
  CANNOT_START(
      7, "the ledger cannot start or go on: its storage, an address, the disk or Java does not do"),
  GIVEN_UP(8, "the cluster went on without this node: started again, it joins");

  private final int number;
  private final String description;

  ExitCode(int number, String description) {
    this.number = number;
    this.description = description;
  }

  int number() {
    return number;
  }

  static ExitCode of(Status.Code code) {
    return switch (code) {
      case OK -> DONE;
      case INVALID_ARGUMENT, OUT_OF_RANGE, UNAUTHENTICATED, PERMISSION_DENIED -> INVALID_REQUEST;
      case NOT_FOUND -> NOT_FOUND;
      case FAILED_PRECONDITION, ALREADY_EXISTS, ABORTED -> REFUSED;
      // UNKNOWN: what gRPC libraries make of a connection that breaks.
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, CANCELLED, UNKNOWN ->
          OUTCOME_UNKNOWN;
      case INTERNAL, DATA_LOSS, UNIMPLEMENTED -> INTERNAL_FAULT;
    };
  }

  static ExitCode of(NodeEnd end) {
    return switch (end) {
      case ASKED -> DONE;
      case GIVEN_UP -> GIVEN_UP;
    };
  }

  /** For picocli's help: the number as text, and what it means. */
  static Map<String, String> descriptions() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      descriptions.put(Integer.toString(code.number), code.description);
    }
    return descriptions;
  }
}
