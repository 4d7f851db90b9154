package exchequer.it;

import exchequer.v1.CreateTransferRequest;
import exchequer.v1.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What clients sent and what they were told, by the transfer's name. Safe for many threads. */
final class RecordedOutcomes {
  private final Map<String, CreateTransferRequest> sent = new ConcurrentHashMap<>();
  private final Map<String, Outcome> acknowledged = new ConcurrentHashMap<>();
  private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

  /**
   * A final answer.
   *
   * @param refusal empty when it was POSTED
   */
  record Outcome(CreateTransferRequest request, Optional<Reason> refusal) {
    String name() {
      return nameOf(request);
    }

    boolean isPosted() {
      return refusal.isEmpty();
    }

    String source() {
      return request.getParent();
    }

    String destination() {
      return request.getTransfer().getDestination();
    }
  }

  static String nameOf(CreateTransferRequest request) {
    return request.getParent() + "/transfers/" + request.getTransferId();
  }

  /** To be called before the first send. */
  void sent(CreateTransferRequest request) {
    sent.put(nameOf(request), request);
  }

  /** A later answer to the same id must be the first one again, marked as replayed. */
  void acknowledge(Outcome outcome, boolean replayed) {
    Outcome first = acknowledged.putIfAbsent(outcome.name(), outcome);
    if (first != null && !first.equals(outcome)) {
      contradict(outcome.name(), "was " + first.refusal() + ", is " + outcome.refusal());
    } else if (first != null && !replayed) {
      contradict(outcome.name(), "is given again and not marked as replayed");
    }
  }

  /** An answer that is neither an outcome nor a reason to send again. */
  void contradict(String name, String how) {
    contradictions.add(name + " " + how);
  }

  List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  Collection<Outcome> acknowledged() {
    return acknowledged.values();
  }

  int acknowledgedCount() {
    return acknowledged.size();
  }

  int sentCount() {
    return sent.size();
  }

  long postedCount() {
    return acknowledged.values().stream().filter(Outcome::isPosted).count();
  }

  boolean isSent(String name) {
    return sent.containsKey(name);
  }

  Optional<Outcome> of(String name) {
    return Optional.ofNullable(acknowledged.get(name));
  }

  /** Names of transfers whose clients were never told anything final. */
  List<String> unanswered() {
    return sent.keySet().stream().filter(name -> !acknowledged.containsKey(name)).toList();
  }
}
