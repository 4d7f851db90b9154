package exchequer.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as {@code schema.cql} defines it, so that the check and the script can't disagree. Reads
 * what that script uses of CQL, not all of it.
 *
 * @param columns the type of each, by name, spelled as Cassandra spells it
 */
record TableDefinition(String name, Map<String, String> columns) {
  private static final Pattern CREATE_TABLE =
      Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);

  private static final String PRIMARY_KEY = "PRIMARY KEY";

  static TableDefinition parse(String statement) {
    Matcher matcher = CREATE_TABLE.matcher(statement);
    if (!matcher.find()) {
      throw new IllegalArgumentException("Not a table as schema.cql writes them: " + statement);
    }
    Map<String, String> columns = new LinkedHashMap<>();
    for (String part : topLevelParts(matcher.group(2))) {
      if (!part.startsWith(PRIMARY_KEY)) {
        String[] nameAndType = part.replace(PRIMARY_KEY, "").strip().split("\\s+", 2);
        columns.put(nameAndType[0], nameAndType[1].strip());
      }
    }
    return new TableDefinition(matcher.group(1), columns);
  }

  /** Splits at the commas that are outside of (...) and {@code <...>}. */
  private static List<String> topLevelParts(String body) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '(' || c == '<') {
        depth++;
      } else if (c == ')' || c == '>') {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(body.substring(begin, i).strip());
        begin = i + 1;
      }
    }
    parts.add(body.substring(begin).strip());
    return parts;
  }
}
