package exchequer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --metadata}, as often as there are pairs. */
final class MetadataOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--metadata",
      paramLabel = "KEY=VALUE",
      order = 50,
      description = "For your own use. Repeat the option for more pairs.")
  private List<String> pairs = new ArrayList<>();

  boolean isGiven() {
    return !pairs.isEmpty();
  }

  Map<String, String> toMap() {
    try {
      return Metadata.parse(pairs);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--metadata: " + e.getMessage(), e);
    }
  }
}
