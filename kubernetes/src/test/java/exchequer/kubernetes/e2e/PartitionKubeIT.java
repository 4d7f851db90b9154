package exchequer.kubernetes.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pods that can't reach each other, while transfers go on. */
@Order(5)
@ExtendWith(DeployedExtension.class)
class PartitionKubeIT {
  private static final int IN_FLIGHT = 32;
  private static final Duration BACK_AT_ALL = Duration.ofMinutes(2);

  /** Longer than the pods need to decide who goes on: a cut that is healed before shows nothing. */
  private static final long HELD_MILLIS = 25_000;

  private static final long BACK_WITHIN_MILLIS = Pace.CUT_OFF_MILLIS + Pace.ALLOWANCE_MILLIS;

  private Harness harness;

  @AfterEach
  void heal() {
    if (harness != null) {
      harness.heal();
    }
  }

  @Test
  void a_pod_cut_off_from_everything_is_done_without(Deployed ledger) throws InterruptedException {
    survives(ledger, "isolated a pod", pods -> harness.isolate(pods.get(pods.size() - 1)));
  }

  @Test
  void the_oldest_pod_cut_off_from_everything_is_done_without(Deployed ledger)
      throws InterruptedException {
    survives(ledger, "isolated the oldest pod", pods -> harness.isolate(pods.get(0)));
  }

  @Test
  void a_pod_that_reaches_the_API_but_no_other_is_done_without(Deployed ledger)
      throws InterruptedException {
    survives(
        ledger,
        "cut a pod off from the others",
        pods -> {
          String away = pods.get(pods.size() - 1);
          pods.subList(0, pods.size() - 1).forEach(other -> harness.cut(away, other));
        });
  }

  @Test
  void a_majority_that_the_API_server_does_not_hear_gives_way(Deployed ledger)
      throws InterruptedException {
    survives(
        ledger,
        "cut two pods off from the API server and from the third",
        pods -> {
          List<String> majority = pods.subList(0, 2);
          majority.forEach(harness::cutFromApi);
          majority.forEach(pod -> harness.cut(pod, pods.get(2)));
        });
  }

  private interface Break {
    /** Given the pods, oldest member of the cluster first. */
    void in(List<String> pods);
  }

  private void survives(Deployed ledger, String name, Break fault) throws InterruptedException {
    harness = Harness.orSkip(ledger);
    Members members = new Members(ledger);
    try (Load load = new Load(ledger.address(), name.replace(' ', '-'))) {
      load.start(IN_FLIGHT);
      Thread.sleep(Pace.WARM_UP_MILLIS);

      int restarts = ledger.restarts();
      Outage outage = new Outage(name, load);
      fault.in(members.oldestFirst());
      Thread.sleep(HELD_MILLIS);
      outage.awaitEveryBook(BACK_AT_ALL);
      var silences = outage.silencesMillis(Outage.everyBook());
      harness.heal();
      ledger.awaitPods(3);
      await().atMost(Duration.ofMinutes(2)).until(() -> members.areOneClusterOf(3));
      load.stop();

      assertThat(ledger.restarts()).as("the side that lost ended").isGreaterThan(restarts);
      assertThat(load.failed()).isEmpty();
      assertThat(Audit.differences(load)).isEmpty();
      assertThat(silences).allMatch(silence -> silence < BACK_WITHIN_MILLIS);
    }
  }
}
