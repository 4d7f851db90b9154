package exchequer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.coordination.lease.LeaseException;
import akka.coordination.lease.LeaseSettings;
import akka.coordination.lease.LeaseTimeoutException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesLeaseTest {
  private static final String NAME = "split-brain";
  private static final long DAY_MILLIS = 86_400_000;
  private static final Config PATIENT =
      ConfigFactory.parseString(
          "heartbeat-interval = 10s, heartbeat-timeout = 60s, lease-operation-timeout = 5s");
  private static final Config HASTY =
      ConfigFactory.parseString(
          "heartbeat-interval = 100ms, heartbeat-timeout = 1s, lease-operation-timeout = 500ms");

  private static final ActorSystem SYSTEM =
      ActorSystem.create(
          "lease",
          ConfigFactory.parseString("akka.actor.provider = local, akka.loglevel = OFF")
              .withFallback(ConfigFactory.defaultReference()));

  @TempDir private Path folder;

  private FakeApiServer api;

  /** How far the nodes' monotonic clock has been moved on. */
  private final AtomicLong clockNanos = new AtomicLong();

  @BeforeEach
  void start() {
    api = FakeApiServer.start(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @AfterAll
  static void terminate() {
    SYSTEM.terminate();
  }

  @Test
  void one_of_two_nodes_gets_it_and_the_other_after_its_release() {
    // Given
    KubernetesLease first = lease("a", PATIENT);
    KubernetesLease second = lease("b", PATIENT);

    // When / Then
    assertThat(get(first.acquire())).isTrue();
    assertThat(first.checkLease()).isTrue();
    assertThat(get(second.acquire())).isFalse();
    assertThat(second.checkLease()).isFalse();
    assertThat(get(first.release())).isTrue();
    assertThat(first.checkLease()).isFalse();
    assertThat(get(second.acquire())).isTrue();
    assertThat(api.lease(NAME).orElseThrow().owner()).isEqualTo("b");
  }

  @Test
  void of_many_that_ask_at_once_one_gets_it() {
    // When
    List<CompletableFuture<Boolean>> asked =
        List.of("a", "b", "c", "d", "e", "f", "g", "h").stream()
            .map(owner -> lease(owner, PATIENT).acquire().toCompletableFuture())
            .toList();

    // Then
    assertThat(asked.stream().filter(CompletableFuture::join)).hasSize(1);
  }

  @Test
  void a_token_that_was_replaced_is_read_again_for_each_request() {
    // Given
    KubernetesLease lease = lease("a", PATIENT);
    assertThat(get(lease.acquire())).isTrue();

    // When
    api.rotate("second");

    // Then
    assertThat(get(lease.release())).isTrue();
    api.rotate("third");
    assertThat(get(lease.acquire())).isTrue();
    assertThat(api.lease(NAME).orElseThrow().owner()).isEqualTo("a");
  }

  @Test
  void a_held_lease_is_renewed_with_the_new_token() {
    // Given
    KubernetesLease lease = lease("a", HASTY);
    assertThat(get(lease.acquire())).isTrue();
    String before = api.lease(NAME).orElseThrow().version();

    // When
    api.rotate("second");

    // Then
    Awaitility.await().until(() -> versions(before) > 15); // More than one heartbeat time-out.
    assertThat(lease.checkLease()).isTrue();
  }

  private int versions(String since) {
    return Integer.parseInt(api.lease(NAME).orElseThrow().version()) - Integer.parseInt(since);
  }

  @ParameterizedTest
  @ValueSource(longs = {-DAY_MILLIS, 0, DAY_MILLIS})
  void one_that_does_not_change_for_the_time_out_can_be_taken_whatever_its_holders_clock_says(
      long skewMillis) {
    // Given: held by a pod that crashed, seen once by one that has just started
    api.put(new LeaseResource(NAME, "crashed", "", System.currentTimeMillis() + skewMillis));
    KubernetesLease lease = lease("a", PATIENT);
    Awaitility.await().until(() -> api.readsOfLeases() > 0);
    assertThat(get(lease.acquire())).isFalse();

    // When / Then
    clockNanos.addAndGet(Duration.ofSeconds(50).toNanos());
    assertThat(get(lease.acquire())).isFalse();
    clockNanos.addAndGet(Duration.ofSeconds(11).toNanos());
    assertThat(get(lease.acquire())).isTrue();
    assertThat(api.lease(NAME).orElseThrow().owner()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(longs = {-DAY_MILLIS, 0, DAY_MILLIS})
  void one_that_is_renewed_in_time_can_not_be_taken_whatever_its_holders_clock_says(
      long skewMillis) {
    // Given
    KubernetesLease lease = lease("a", PATIENT);
    for (int renewals = 0; renewals < 5; renewals++) {
      api.put(new LeaseResource(NAME, "b", "", System.currentTimeMillis() + skewMillis));

      // When / Then
      assertThat(get(lease.acquire())).isFalse();
      clockNanos.addAndGet(Duration.ofSeconds(50).toNanos());
      assertThat(get(lease.acquire())).isFalse();
    }
  }

  @Test
  void one_that_was_left_behind_is_taken_at_the_first_attempt_by_a_node_that_has_run_for_long() {
    // Given
    api.put(new LeaseResource(NAME, "crashed", "", System.currentTimeMillis()));
    KubernetesLease lease = lease("a", HASTY);
    Awaitility.await().until(() -> api.readsOfLeases() > 1);

    // When
    clockNanos.addAndGet(Duration.ofSeconds(2).toNanos());

    // Then
    assertThat(get(lease.acquire())).isTrue();
  }

  @Test
  void one_from_before_a_restart_is_taken_over_with_a_new_time() {
    // Given
    long now = System.currentTimeMillis();
    api.put(new LeaseResource(NAME, "a", "", now - 30_000));

    // When / Then
    assertThat(get(lease("a", PATIENT).acquire())).isTrue();
    assertThat(api.lease(NAME).orElseThrow().timeMillis()).isGreaterThanOrEqualTo(now);
  }

  @Test
  void no_answer_in_time_is_a_failure_and_asking_again_takes_it() {
    // Given
    api.delay(Duration.ofMillis(700));
    KubernetesLease lease = lease("a", HASTY);

    // When / Then
    assertThatThrownBy(() -> get(lease.acquire()))
        .isInstanceOf(LeaseTimeoutException.class)
        .hasMessageContaining("acquire lease " + NAME);
    assertThat(lease.checkLease()).isFalse();
    api.delay(Duration.ZERO);
    assertThat(get(lease.acquire())).isTrue();
  }

  @Test
  void a_right_that_is_missing_is_a_failure_that_says_so() {
    // Given
    api.forbid("PUT leases");

    // When / Then
    assertThatThrownBy(() -> get(lease("a", PATIENT).acquire()))
        .isInstanceOf(LeaseException.class)
        .hasMessageContaining("can't change lease " + NAME)
        .hasMessageContaining("leases is forbidden");
  }

  @Test
  void a_holder_that_another_has_replaced_is_told() {
    // Given
    KubernetesLease lease = lease("a", HASTY);
    CompletableFuture<Optional<Throwable>> lost = new CompletableFuture<>();
    assertThat(get(lease.acquire(lost::complete))).isTrue();

    // When
    api.put(new LeaseResource(NAME, "b", "", System.currentTimeMillis()));

    // Then
    assertThat(get(lost)).isEmpty();
    assertThat(lease.checkLease()).isFalse();
    assertThat(get(lease.release())).isTrue();
    assertThat(api.lease(NAME).orElseThrow().owner()).isEqualTo("b");
  }

  @Test
  void a_holder_cut_off_goes_on_for_a_while_and_gives_up_before_others_may_take_it() {
    // Given
    KubernetesLease lease = lease("a", HASTY);
    CompletableFuture<Optional<Throwable>> lost = new CompletableFuture<>();
    assertThat(get(lease.acquire(lost::complete))).isTrue();

    // When
    api.forbid("PUT leases");
    api.forbid("GET leases");

    // Then
    assertThat(get(lost)).isPresent();
    LeaseResource last = api.lease(NAME).orElseThrow();
    assertThat(lease.checkLease()).isFalse();
    assertThat(System.currentTimeMillis() - last.timeMillis()).isBetween(700L, 1_500L);
  }

  @Test
  void one_missed_heartbeat_is_made_good() {
    // Given
    KubernetesLease lease = lease("a", HASTY);
    CompletableFuture<Optional<Throwable>> lost = new CompletableFuture<>();
    assertThat(get(lease.acquire(lost::complete))).isTrue();

    // When
    api.forbid("PUT leases");
    Awaitility.await().pollDelay(Duration.ofMillis(250)).until(() -> true);
    api.allow("PUT leases");

    // Then
    String version = api.lease(NAME).orElseThrow().version();
    Awaitility.await().until(() -> versions(version) > 12);
    assertThat(lost).isNotDone();
    assertThat(lease.checkLease()).isTrue();
  }

  private KubernetesLease lease(String owner, Config timing) {
    return new KubernetesLease(
        LeaseSettings.apply(timing, NAME, owner),
        (ExtendedActorSystem) SYSTEM,
        new Leases(api.client()),
        () -> System.nanoTime() + clockNanos.get());
  }

  private static <T> T get(CompletionStage<T> stage) {
    try {
      return stage
          .toCompletableFuture()
          .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
          .join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
