package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Timestamps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:8080, localhost, 8080",
    "[::1]:1, ::1, 1",
    "10.0.0.1:65535, 10.0.0.1, 65535"
  })
  void anAddressIsHostAndPort(String text, String host, int port) {
    assertThat(ServerAddress.parse(text))
        .isEqualTo(new ServerAddress(host, port))
        .hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", ":80", "a:0", "a:65536", "a:b", "a:-1", "::1:80", "a:1 "})
  void whatIsNoAddressIsNamed(String text) {
    assertThatThrownBy(() -> ServerAddress.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("'" + text + "' must be host:port");
  }

  @Test
  void aTimeMayHaveAnOffsetAndAFraction() {
    assertThat(Timestamps.toString(Times.parse("2026-01-31T13:00:00.5+01:00")))
        .isEqualTo("2026-01-31T12:00:00.500Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-01-31", "2026-02-30T00:00:00Z", "2026-01-31T12:00:00"})
  void whatIsNoTimeIsNamed(String text) {
    assertThatThrownBy(() -> Times.parse(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageStartingWith("'" + text + "' must be an RFC 3339 time");
  }

  @Test
  void anAccountIsGivenByIdOrByName() {
    assertThat(ResourceNames.account("alice")).isEqualTo("accounts/alice");
    assertThat(ResourceNames.account("accounts/alice")).isEqualTo("accounts/alice");
    assertThat(ResourceNames.accountId("accounts/alice")).isEqualTo("alice");
  }

  @Test
  void aMetadataValueMayBeEmptyAndMayContainEqualsSigns() {
    assertThat(Metadata.parse(List.of("a=", "b=c=d")))
        .containsEntry("a", "")
        .containsEntry("b", "c=d");
  }

  @ParameterizedTest
  @CsvSource({"a, 'a' must be key=value", "a=1;a=2, 'a' is given twice"})
  void metadataThatWouldLoseSomethingIsRefused(String pairs, String message) {
    assertThatThrownBy(() -> Metadata.parse(List.of(pairs.split(";")))).hasMessage(message.strip());
  }

  @Test
  void whatTheLocaleCouldNotReadIsRefusedAndNotStored() {
    // When
    Run run =
        Run.of(
            "transfer create --from a --to b --amount 1 --asset EUR/2 --metadata note=Zo\ufffd\ufffd"
                .split(" "));

    // Then
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("error: USAGE: argument 12, 'note=Zo\ufffd\ufffd', is no text in ")
        .endsWith("set LC_ALL=C.UTF-8 for UTF-8\n");
  }
}
