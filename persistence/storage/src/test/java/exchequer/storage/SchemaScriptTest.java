package exchequer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaScriptTest {
  @Test
  void everyStatementMakesATableThatMayExist() {
    assertThat(SchemaScript.statements())
        .hasSize(10)
        .allSatisfy(each -> assertThat(each).startsWith("CREATE TABLE IF NOT EXISTS "));
  }

  @Test
  void noStringHidesWhatTheScriptIsSplitAt() {
    assertThat(SchemaScript.statements())
        .allSatisfy(
            each -> assertThat(each.chars().filter(c -> c == '\'').count() % 2).as(each).isZero());
  }

  @Test
  void readsColumnsWithTheirTypes() {
    TableDefinition table =
        TableDefinition.parse(
            "CREATE TABLE IF NOT EXISTS t (\n  a int,\n  m map<text, text>,\n  PRIMARY KEY ((a), m)\n) WITH x = 1");
    assertThat(table.name()).isEqualTo("t");
    assertThat(table.columns()).isEqualTo(Map.of("a", "int", "m", "map<text, text>"));
  }

  @Test
  void readsAKeyDeclaredAtItsColumn() {
    TableDefinition table =
        TableDefinition.parse("CREATE TABLE IF NOT EXISTS t (\n  k text PRIMARY KEY\n)");
    assertThat(table.columns()).isEqualTo(Map.of("k", "text"));
  }
}
