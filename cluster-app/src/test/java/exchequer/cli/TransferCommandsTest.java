package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import exchequer.v1.CreateTransferRequest;
import exchequer.v1.CreateTransferResponse;
import exchequer.v1.GetTransferRequest;
import exchequer.v1.Reason;
import exchequer.v1.Transfer;
import io.grpc.Status.Code;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferCommandsTest {
  private static final String CREATE =
      "transfer create --from alice --to accounts/bob --amount 1234 --asset EUR/2";
  private static final String ID = "0190b5f2-7d96-730c-80ea-6e9d28232a6f";
  private static final CreateTransferResponse POSTED =
      CreateTransferResponse.newBuilder()
          .setTransfer(
              Transfer.newBuilder()
                  .setName("accounts/alice/transfers/" + ID)
                  .setDestination("accounts/bob")
                  .setAsset("EUR/2")
                  .setAmount("1234")
                  .setState(Transfer.State.POSTED))
          .build();

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
  void createSendsWhatIsGivenAndPrintsTheTransfer() {
    // Given
    ledger.thenAnswer(POSTED);

    // When
    Run run = Run.against(ledger, CREATE + " --id " + ID + " --metadata k=v --output csv");

    // Then
    assertThat(run.out())
        .isEqualTo(
            "name,destination,asset,amount,state,refusal,metadata,create_time,replayed\r\n"
                + "accounts/alice/transfers/"
                + ID
                + ",accounts/bob,EUR/2,1234,POSTED,,,,false\r\n");
    assertThat(run.err()).isEmpty();
    assertThat(ledger.requests())
        .containsExactly(
            CreateTransferRequest.newBuilder()
                .setParent("accounts/alice")
                .setTransferId(ID)
                .setTransfer(
                    Transfer.newBuilder()
                        .setDestination("accounts/bob")
                        .setAsset("EUR/2")
                        .setAmount("1234")
                        .putMetadata("k", "v"))
                .build());
  }

  @Test
  void anIdIsMadeOfVersion7AndKeptOverAllRepetitions() {
    // Given
    ledger.thenFail(Failures.outcomeUnknown()).thenFail(Failures.busy(1)).thenAnswer(POSTED);

    // When
    Run run = Run.against(ledger, CREATE);

    // Then
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("amount       1234  12.34 EUR\n");
    List<Message> requests = ledger.requests();
    assertThat(requests).hasSize(3).containsOnly(requests.get(0));
    CreateTransferRequest request = (CreateTransferRequest) requests.get(0);
    assertThat(UUID.fromString(request.getTransferId()).version()).isEqualTo(7);
  }

  @Test
  void anUnknownOutcomeTellsTheIdFirst() {
    // Given
    for (int i = 0; i < 20; i++) ledger.thenFail(Failures.outcomeUnknown());

    // When
    Run run = Run.against(ledger, CREATE + " --timeout 1");

    // Then
    CreateTransferRequest sent = (CreateTransferRequest) ledger.requests().get(0);
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("outcome unknown; retry with the same id: " + sent.getTransferId() + "\nerror: ")
        .contains("error: OUTCOME_UNKNOWN: no answer from the book\n")
        .contains("  It may or may not have been done.\n");
  }

  @Test
  void aServerThatIsBusyAfterAnUnknownOutcomeLeavesItUnknown() {
    // Given
    ledger.thenFail(Failures.outcomeUnknown()).thenFail(Failures.busy(60_000));

    // When
    Run run = Run.against(ledger, CREATE);

    // Then
    assertThat(run.err()).startsWith("outcome unknown; retry with the same id: ");
  }

  @Test
  void aWaitBeyondTheTimeoutIsNotBegun() {
    // Given
    ledger.thenFail(Failures.busy(60_000));

    // When
    Run run = Run.against(ledger, CREATE);

    // Then
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err()).startsWith("not done; retry with the same id: ");
    assertThat(ledger.requests()).hasSize(1);
  }

  @Test
  void aFaultInTheServerTellsTheId() {
    // Given
    for (int i = 0; i < 20; i++) {
      ledger.thenFail(Failures.of(Code.INTERNAL, Reason.SERVER_FAULT, "a bug"));
    }

    // When
    Run run = Run.against(ledger, CREATE + " --timeout 1 --id " + ID);

    // Then
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .endsWith(
            "outcome unknown; retry with the same id: "
                + ID
                + "\nerror: SERVER_FAULT: a bug\n  It may or may not have been done.\n");
  }

  @Test
  void aRefusalAfterAnUnknownOutcomeSettlesIt() {
    // Given
    ledger
        .thenFail(Failures.outcomeUnknown())
        .thenFail(Failures.replayed(Code.FAILED_PRECONDITION, Reason.FLOOR_CROSSED, "too little"));

    // When
    Run run = Run.against(ledger, CREATE);

    // Then
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err())
        .isEqualTo(
            "error: FLOOR_CROSSED: too little (the answer to an earlier send of the same id)\n");
  }

  @Test
  void getTakesAnIdWithItsSourceOrAFullName() {
    // Given
    ledger.thenAnswer(POSTED.getTransfer()).thenAnswer(POSTED.getTransfer());

    // When
    Run.against(ledger, "transfer get --from alice " + ID);
    Run.against(ledger, "transfer get accounts/alice/transfers/" + ID);

    // Then
    GetTransferRequest request =
        GetTransferRequest.newBuilder().setName("accounts/alice/transfers/" + ID).build();
    assertThat(ledger.requests()).containsExactly(request, request);
  }

  @Test
  void getWithoutItsSourceOrWithTwoIsAWrongCommandLine() {
    assertThat(Run.against(ledger, "transfer get " + ID).exitCode()).isEqualTo(2);
    assertThat(Run.against(ledger, "transfer get --from a accounts/a/transfers/" + ID).exitCode())
        .isEqualTo(2);
    assertThat(ledger.requests()).isEmpty();
  }
}
