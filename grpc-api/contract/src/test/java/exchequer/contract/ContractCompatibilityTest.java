package exchequer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * Compares the contract as built with the one committed beside it. A break belongs in a new package
 * (exchequer.v2). An addition is taken over by {@value #ACCEPT}, then committed. A break that is
 * meant all the same, because no client has seen what it breaks: delete the committed file first.
 */
class ContractCompatibilityTest {
  private static final String ACCEPT = "mvn -pl grpc-api/contract test -Dcontract.accept";

  @Test
  void theBuiltContractKeepsWhatTheCommittedOnePromises() throws IOException {
    // Given
    boolean accept = System.getProperty("contract.accept") != null;
    FileDescriptorSet built = ContractFiles.built();
    if (accept && Files.notExists(ContractFiles.COMMITTED)) ContractFiles.accept(built);
    FileDescriptorSet committed = ContractFiles.committed();

    // When
    ContractChange change = ContractChange.between(committed, built);

    // Then
    assertThat(change.breaks()).as("breaks of the contract exchequer.v1").isEmpty();
    if (accept) ContractFiles.accept(built);
    assertThat(ContractFiles.committed())
        .withFailMessage(
            "the contract has compatible changes (new: %s); accept them with `%s` and commit %s",
            change.additions(), ACCEPT, ContractFiles.COMMITTED)
        .isEqualTo(built);
  }
}
