package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import exchequer.v1.Account;
import exchequer.v1.CloseAccountRequest;
import exchequer.v1.CreateAccountRequest;
import exchequer.v1.FreezeAccountRequest;
import exchequer.v1.GetAccountRequest;
import exchequer.v1.UnfreezeAccountRequest;
import exchequer.v1.UpdateAccountRequest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountCommandsTest {
  private static final Account ALICE =
      Account.newBuilder().setName("accounts/alice").setAsset("EUR/2").build();

  private FakeLedger ledger;

  @BeforeEach
  void start() throws IOException {
    ledger = new FakeLedger();
  }

  @AfterEach
  void stop() {
    ledger.close();
  }

  @Test
  void createSendsWhatIsGivenAndPrintsTheAccount() {
    // Given
    ledger.thenAnswer(ALICE);

    // When
    Run run =
        Run.against(
            ledger,
            "account create alice --asset EUR/2 --floor -100 --ceiling unbounded"
                + " --metadata a=1 --metadata b=@x,y");

    // Then
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("name           accounts/alice\n");
    assertThat(ledger.requests())
        .containsExactly(
            CreateAccountRequest.newBuilder()
                .setAccountId("alice")
                .setAccount(
                    Account.newBuilder()
                        .setAsset("EUR/2")
                        .setFloor("-100")
                        .setCeiling("unbounded")
                        .putMetadata("a", "1")
                        .putMetadata("b", "@x,y"))
                .build());
  }

  @Test
  void getPrintsTheMessageAsJson() {
    // Given
    ledger.thenAnswer(ALICE);

    // When
    Run run = Run.against(ledger, "account get accounts/alice --output json");

    // Then
    assertThat(run.out())
        .startsWith("{\"name\":\"accounts/alice\",\"asset\":\"EUR/2\"")
        .endsWith("}\n");
    assertThat(ledger.requests())
        .containsExactly(GetAccountRequest.newBuilder().setName("accounts/alice").build());
  }

  @Test
  void updateNamesOnlyWhatIsGiven() {
    // Given
    ledger.thenAnswer(ALICE);

    // When
    Run run = Run.against(ledger, "account update alice --ceiling 500 --clear-metadata --etag e1");

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(ledger.requests())
        .containsExactly(
            UpdateAccountRequest.newBuilder()
                .setAccount(
                    Account.newBuilder().setName("accounts/alice").setCeiling("500").setEtag("e1"))
                .setUpdateMask(FieldMask.newBuilder().addPaths("ceiling").addPaths("metadata"))
                .build());
  }

  @Test
  void freezeUnfreezeAndCloseSendTheEtag() {
    // Given
    ledger.thenAnswer(ALICE).thenAnswer(ALICE).thenAnswer(ALICE);

    // When
    Run.against(ledger, "account freeze alice --etag e1");
    Run.against(ledger, "account unfreeze alice --etag e2");
    Run.against(ledger, "account close alice");

    // Then
    assertThat(ledger.requests())
        .containsExactly(
            FreezeAccountRequest.newBuilder().setName("accounts/alice").setEtag("e1").build(),
            UnfreezeAccountRequest.newBuilder().setName("accounts/alice").setEtag("e2").build(),
            CloseAccountRequest.newBuilder().setName("accounts/alice").build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "account",
        "account get",
        "account get a b",
        "account create a",
        "account create a --asset EUR/2 --metadata novalue",
        "account update a",
        "account update a --metadata a=1 --clear-metadata",
        "account get a --timeout 0",
        "account get a --output xml"
      })
  void aWrongCommandLineSendsNothing(String words) {
    // When
    Run run = Run.against(ledger, words);

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("error: USAGE: ").contains("--help'.");
    assertThat(ledger.requests()).isEmpty();
  }
}
