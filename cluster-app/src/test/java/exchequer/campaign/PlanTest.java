package exchequer.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanTest {
  private static final EnumSet<Fault.Kind> ALL = EnumSet.allOf(Fault.Kind.class);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Test
  void a_seed_has_the_same_faults_always_and_another_seed_has_others() {
    Plan plan = Plan.of(7, TEN_MINUTES, 3, ALL);

    assertThat(Plan.of(7, TEN_MINUTES, 3, ALL)).isEqualTo(plan);
    assertThat(Plan.of(8, TEN_MINUTES, 3, ALL).faults()).isNotEqualTo(plan.faults());
  }

  @Test
  void a_seed_has_the_faults_that_it_had_when_it_was_first_used() {
    assertThat(Plan.of(7, Duration.ofSeconds(20), 3, ALL).describe().lines())
        .containsExactly(
            "     3.0 s  CLOCK_JUMP               node 2 for 17.0 s by +20 s",
            "     7.3 s  STUTTER                  node 2 for 12.2 s",
            "    12.0 s  TERM                     node 2",
            "    19.5 s  PAUSE                    node 2 for 0.2 s");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ten_minutes_have_every_kind_at_least_five_times_and_several_at_once(long seed) {
    List<Fault> faults = Plan.of(seed, TEN_MINUTES, 3, ALL).faults();

    Map<Fault.Kind, Long> counts =
        faults.stream().collect(Collectors.groupingBy(Fault::kind, Collectors.counting()));
    assertThat(counts.keySet()).isEqualTo(ALL);
    assertThat(counts.values()).allMatch(count -> count >= 5);
    assertThat(faults.stream().mapToLong(fault -> atOnce(faults, fault)).max().orElseThrow())
        .isGreaterThanOrEqualTo(3);
  }

  private static long atOnce(List<Fault> faults, Fault fault) {
    return faults.stream()
        .filter(
            other ->
                other.startMillis() <= fault.startMillis()
                    && other.endMillis() >= fault.startMillis())
        .count();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void faults_end_with_the_plan_and_keep_to_their_bounds(long seed) {
    for (Fault fault : Plan.of(seed, TEN_MINUTES, 4, ALL).faults()) {
      assertThat(fault.endMillis()).isLessThanOrEqualTo(TEN_MINUTES.toMillis());
      assertThat(fault.durationMillis())
          .isBetween(fault.kind().atLeastMillis(), fault.kind().atMostMillis());
      assertThat(fault.node()).isBetween(fault.kind().isOfCassandra() ? 0 : 1, 4);
      assertThat(fault.other())
          .isBetween(fault.kind().isCut() ? 1 : 0, fault.kind().isCut() ? 4 : 0);
      assertThat(fault.kind().isCut() && fault.other() == fault.node()).isFalse();
      assertThat(fault.clockSeconds()).isBetween(-3_600L, 3_600L);
      assertThat(fault.clockSeconds() != 0).isEqualTo(fault.kind() == Fault.Kind.CLOCK_JUMP);
    }
  }

  /** Else no node could take over, and no client would have an answer to check. */
  @Test
  void most_of_the_time_most_nodes_are_left_alone() {
    List<Fault> faults = Plan.of(5, TEN_MINUTES, 3, ALL).faults();

    long aloneSeconds =
        LongStream.range(0, TEN_MINUTES.toSeconds())
            .filter(second -> disturbedNodes(faults, second * 1_000) <= 1)
            .count();
    assertThat(aloneSeconds).isBetween(400L, 590L);
  }

  private static long disturbedNodes(List<Fault> faults, long atMillis) {
    return faults.stream()
        .filter(fault -> fault.startMillis() <= atMillis && atMillis <= fault.endMillis())
        .mapToInt(Fault::node)
        .filter(node -> node > 0)
        .distinct()
        .count();
  }

  @Test
  void a_resource_of_a_node_has_its_rest_between_two_faults() {
    List<Fault> faults = Plan.of(3, TEN_MINUTES, 3, ALL).faults();

    for (Fault one : faults) {
      assertThat(
              faults.stream()
                  .filter(other -> !other.equals(one))
                  .filter(other -> other.node() == one.node())
                  .filter(other -> other.kind().resource().equals(one.kind().resource()))
                  .filter(other -> other.startMillis() < one.endMillis() + one.kind().restMillis())
                  .filter(other -> one.startMillis() < other.endMillis()))
          .isEmpty();
    }
  }

  @Test
  void a_kind_that_can_not_be_done_here_does_not_come() {
    assertThat(
            Plan.of(1, TEN_MINUTES, 3, EnumSet.complementOf(EnumSet.of(Fault.Kind.CUT))).faults())
        .isNotEmpty()
        .noneMatch(fault -> fault.kind() == Fault.Kind.CUT);
  }
}
