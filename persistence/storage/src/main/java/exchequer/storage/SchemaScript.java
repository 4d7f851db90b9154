package exchequer.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** {@code schema.cql}, statement by statement, without its comments. */
final class SchemaScript {
  private static final String RESOURCE = "schema.cql";

  private SchemaScript() {}

  static List<String> statements() {
    // No string of the script contains a dash pair or a semicolon; SchemaScriptTest holds that.
    return Arrays.stream(text().replaceAll("--[^\\n]*", "").split(";", -1))
        .map(statement -> statement.strip().replaceAll("[ \\t]+\\n", "\n"))
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  static List<TableDefinition> tables() {
    return statements().stream().map(TableDefinition::parse).toList();
  }

  private static String text() {
    try (InputStream stream = SchemaScript.class.getResourceAsStream(RESOURCE)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The jar is damaged: " + RESOURCE, e);
    }
  }
}
