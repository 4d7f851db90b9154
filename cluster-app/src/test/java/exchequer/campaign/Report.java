package exchequer.campaign;

import exchequer.it.LoadAccounts;
import exchequer.ledger.AccountId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a campaign did and what it found.
 *
 * @param loadNanos when the load began
 */
record Report(
    Plan plan,
    List<Injector.Done> faults,
    List<CampaignNode.Life> lives,
    History history,
    Checker.Verdict verdict,
    long loadNanos) {
  private static final int SHOWN_OF_A_KIND = 10;
  private static final int SHOWN_OF_AN_EXCERPT = 12;

  /** From so long on, a campaign has to bring each kind of fault several times. */
  private static final long LONG_SECONDS = 300;

  private static final long LONG_SECONDS_A_FAULT_OF_A_KIND = 150;
  private static final long SECONDS_A_FAULT = 20;
  private static final int ANSWERS_A_SECOND = 5;

  /** Why this campaign proves nothing; empty when it does. */
  List<String> shortcomings() {
    long seconds = plan.length().toSeconds();
    List<String> shortcomings = new ArrayList<>();
    long answered = underLoad().filter(operation -> operation.answer().isOfTheBook()).count();
    if (answered < seconds * ANSWERS_A_SECOND) {
      shortcomings.add("only %d operations were answered".formatted(answered));
    }
    Map<Fault.Kind, Long> done = count(doneFaults(), fault -> fault.fault().kind());
    if (done.values().stream().mapToLong(count -> count).sum() < seconds / SECONDS_A_FAULT) {
      shortcomings.add("only these faults happened: " + done);
    }
    if (seconds >= LONG_SECONDS) {
      plan.faults().stream()
          .map(Fault::kind)
          .distinct()
          .filter(kind -> done.getOrDefault(kind, 0L) < seconds / LONG_SECONDS_A_FAULT_OF_A_KIND)
          .forEach(kind -> shortcomings.add("too few faults of the kind " + kind));
    }
    return shortcomings;
  }

  private java.util.stream.Stream<Operation> underLoad() {
    return history.operations().stream()
        .filter(operation -> operation.call().client() != Call.AUDIT);
  }

  private List<Injector.Done> doneFaults() {
    return faults.stream().filter(Injector.Done::isDone).toList();
  }

  private static <T, K extends Comparable<K>> Map<K, Long> count(
      List<T> items, Function<T, K> key) {
    return items.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }

  /** For people: everything, violations last. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(plan.seed()).append(", ").append(plan.length().toSeconds());
    text.append(" s, ").append(plan.nodes()).append(" nodes\n\nFaults by kind:\n");
    count(doneFaults(), done -> done.fault().kind().name())
        .forEach((kind, count) -> line(text, kind, count));
    count(faults.stream().filter(done -> !done.isDone()).toList(), Injector.Done::failure)
        .forEach((failure, count) -> line(text, "not done: " + failure, count));
    text.append("\nEnds of processes by exit code:\n");
    count(lives, life -> "node " + life.node() + ", code " + life.exitCode())
        .forEach((end, count) -> line(text, end, count));
    text.append("\nOperations by kind and answer, under load:\n");
    count(underLoad().toList(), operation -> operation.what() + ": " + operation.answer())
        .forEach((kind, count) -> line(text, kind, count));
    line(text, "of these, unknown", unknownCount());
    line(text, "read as in flight after acknowledged as posted", verdict.settling());
    text.append("\nThe longest silence of each book, in seconds:\n");
    silences().stream().limit(LoadAccounts.BOOKS).forEach(silence -> append(text, silence));
    text.append("\nPlan, in seconds of the load:\n").append(plan.describe());
    text.append("\n\nViolations: ").append(verdict.violations().size()).append('\n');
    appendViolations(text);
    shortcomings().forEach(what -> text.append("The campaign fell short: ").append(what));
    return text.toString();
  }

  private static void line(StringBuilder text, String what, long count) {
    text.append(String.format(Locale.ROOT, "  %-60s %9d%n", what, count));
  }

  private void append(StringBuilder text, Silences.Silence silence) {
    text.append(
        String.format(
            Locale.ROOT,
            "  book %3d  %6.1f  from %.1f on%n",
            silence.book(),
            silence.nanos() / 1e9,
            seconds(silence.fromNanos())));
  }

  private double seconds(long nanos) {
    return (nanos - loadNanos) / 1e9;
  }

  private void appendViolations(StringBuilder text) {
    Map<Violation.Kind, List<Violation>> byKind =
        verdict.violations().stream()
            .collect(Collectors.groupingBy(Violation::kind, TreeMap::new, Collectors.toList()));
    byKind.forEach(
        (kind, all) -> {
          text.append('\n').append(kind).append(" x ").append(all.size()).append('\n');
          all.stream().limit(SHOWN_OF_A_KIND).forEach(violation -> append(text, violation));
        });
  }

  private void append(StringBuilder text, Violation violation) {
    text.append(
        String.format(
            Locale.ROOT, "  at %.3f s: %s%n", seconds(violation.nanos()), violation.what()));
    violation.excerpt().stream()
        .sorted(Comparator.comparingLong(operation -> operation.call().beganNanos()))
        .limit(SHOWN_OF_AN_EXCERPT)
        .forEach(operation -> text.append("      ").append(describe(operation)).append('\n'));
  }

  private String describe(Operation operation) {
    Call call = operation.call();
    String who = call.client() == Call.AUDIT ? "audit" : "client " + call.client();
    String balance = operation instanceof Operation.ReadAccount read ? " " + read.balance() : "";
    return String.format(
        Locale.ROOT,
        "%.4f to %.4f s, %s at node %d: %s of %s: %s%s",
        seconds(call.beganNanos()),
        seconds(call.endedNanos()),
        who,
        call.node(),
        operation.what(),
        operation.account(),
        operation.answer(),
        balance);
  }

  private long unknownCount() {
    return underLoad()
        .filter(operation -> operation.answer().kind() == Answer.Kind.UNKNOWN)
        .count();
  }

  /** The longest first. */
  private List<Silences.Silence> silences() {
    return Silences.longest(
            new ArrayList<>(underLoad().toList()),
            account -> new AccountId(account).book(LoadAccounts.BOOKS))
        .values()
        .stream()
        .sorted(Comparator.comparingLong(Silences.Silence::nanos).reversed())
        .toList();
  }

  /** The last lines on standard output. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add("seed: " + plan.seed());
    lines.add("faults: " + count(doneFaults(), done -> done.fault().kind()));
    lines.add(
        "operations: %d, of them unknown: %d, transfers: %d"
            .formatted(
                underLoad().count(), unknownCount(), Audit.sent(history.operations()).size()));
    silences().stream()
        .findFirst()
        .ifPresent(
            worst ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "longest silence of a book: %.1f s (book %d)",
                        worst.nanos() / 1e9,
                        worst.book())));
    shortcomings().forEach(what -> lines.add("the campaign fell short: " + what));
    count(verdict.violations(), Violation::kind)
        .forEach((kind, count) -> lines.add("violation " + kind + ": " + count));
    lines.add("violations: " + verdict.violations().size());
    return lines;
  }
}
