package exchequer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseCheckTest {
  private static final ActorTestKit KIT =
      ActorTestKit.create(
          com.typesafe.config.ConfigFactory.parseString("akka.actor.provider = local")
              .withFallback(com.typesafe.config.ConfigFactory.defaultReference()));

  @TempDir private Path folder;

  private FakeApiServer api;

  @BeforeEach
  void start() {
    api = FakeApiServer.start(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  @Test
  void finds_nothing_and_leaves_nothing_behind_when_all_is_well() {
    // When
    LeaseCheck check = LeaseCheck.start(KIT.system(), api.settings());

    // Then
    Awaitility.await().until(() -> problem(check).isEmpty());
    assertThat(api.lease("exchequer-check-ledger-0")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
  void names_what_is_missing_and_notices_when_it_is_there(String method) {
    // Given
    api.forbid(method + " leases");

    // When
    LeaseCheck check = LeaseCheck.start(KIT.system(), api.settings());

    // Then
    Awaitility.await()
        .until(() -> problem(check).filter(why -> why.contains("cannot " + method)).isPresent());
    api.allow(method + " leases");
    Awaitility.await().until(() -> problem(check).isEmpty());
  }

  @Test
  void what_it_leaves_behind_when_it_is_killed_goes_with_its_pod() {
    // Given
    api.forbid("DELETE leases");

    // When
    LeaseCheck check = LeaseCheck.start(KIT.system(), api.settings());

    // Then
    Awaitility.await().until(() -> problem(check).filter(p -> p.contains("DELETE")).isPresent());
    assertThat(
            api.leaseAsWritten("exchequer-check-ledger-0")
                .getAsJsonObject("metadata")
                .get("ownerReferences"))
        .hasToString(
            "[{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"ledger-0\",\"uid\":\"3c0ffee5\"}]");
  }

  private static Optional<String> problem(LeaseCheck check) {
    return check.problem().toCompletableFuture().join();
  }
}
