package exchequer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import exchequer.v1.Account;
import exchequer.v1.Balance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "1234, EUR/2, 12.34 EUR",
        "-5, EUR/2, -0.05 EUR",
        "0, JPY/0, 0 JPY",
        "99999999999999999999999999999999999999, ETH/18, 99999999999999999999.999999999999999999 ETH",
        "unbounded, EUR/2, ''",
        "'', EUR/2, ''",
        "7, '?', 7 ?"
      })
  void anAmountIsReadByTheScaleOfItsAsset(String units, String asset, String decimal) {
    assertThat(Asset.parse(asset).decimal(units)).isEqualTo(decimal);
  }

  @Test
  void anAccountIsACardWithItsAmountsBelowEachOther() {
    // Given
    Account account =
        Account.newBuilder()
            .setName("accounts/alice")
            .setAsset("EUR/2")
            .setFloor("-100000")
            .setCeiling("unbounded")
            .setState(Account.State.OPEN)
            .setBalance(Balance.newBuilder().setPosted("1234").setInFlightOut("0"))
            .putMetadata("b", "x\u001b[31m")
            .putMetadata("a", "1")
            .build();

    // When
    String card = Card.of(Fields.of(account), Asset.parse(account.getAsset()));

    // Then
    assertThat(card)
        .isEqualTo(
            """
            name           accounts/alice
            asset          EUR/2
            state          OPEN
            posted              1234     12.34 EUR
            in_flight_out          0      0.00 EUR
            available
            floor            -100000  -1000.00 EUR
            ceiling        unbounded
            entry_count    0
            metadata       {"a":"1","b":"x\\u001b[31m"}
            etag
            create_time
            update_time
            """);
  }

  @Test
  void aTableKeepsItsColumnsAndWidensThemWhenALaterPageMust() {
    // Given
    Table table = new Table(Asset.parse("EUR/2"));
    List<Field> first = List.of(Field.number("number", 1), Field.amount("amount", "5"));
    List<Field> second = List.of(Field.number("number", 2), Field.amount("amount", "-12345678"));

    // When
    String text = table.firstPage(first, List.of(first)) + table.nextPage(List.of(second));

    // Then
    assertThat(text)
        .isEqualTo(
            """
            NUMBER  AMOUNT
                 1       5  0.05 EUR
                 2  -12345678  -123456.78 EUR
            """);
  }

  @Test
  void csvQuotesWhatNeedsIt() {
    // Given
    List<Field> fields =
        List.of(
            Field.text("a", "plain"),
            Field.text("b", "x,y"),
            Field.text("c", "\"z\""),
            Field.text("d", "1\r\n2"),
            Field.text("e", ""));

    // Then
    assertThat(Csv.header(fields)).isEqualTo("a,b,c,d,e\r\n");
    assertThat(Csv.row(fields)).isEqualTo("plain,\"x,y\",\"\"\"z\"\"\",\"1\r\n2\",\r\n");
  }

  @Test
  void jsonIsOneLineWithDefaultsWrittenOut() {
    assertThat(Json.line(Balance.newBuilder().setPosted("12").build()))
        .isEqualTo("{\"posted\":\"12\",\"inFlightOut\":\"\",\"available\":\"\"}\n");
  }

  @Test
  void aTextFromElsewhereStaysOnItsLine() {
    assertThat(Printable.oneLine("a\nb\u202ec\u0007 é😀"))
        .isEqualTo("a\\u000ab\\u202ec\\u0007 é😀");
  }
}
